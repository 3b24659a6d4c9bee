import type { DomainLocales } from "../i18n/presenter.ts";

export const peopleLocale: DomainLocales = {
  namespace: "people",
  id: {
    no_name: "tanpa nama",
    stranger: {
      hello:
        "Halo! Saya Kolega, rekan kerja untuk brand dan kreator. Akun ini belum terhubung dengan siapa pun, jadi belum ada yang bisa saya bicarakan di sini.\n\nKode kamu: **{{code}}** (berlaku 10 menit, sekali pakai). Masuk ke Kolega, buka {{url}} lalu ketik kodenya, atau tulis *hubungkan {{code}}* di chat Kolega yang sudah terhubung. Di sana harus muncul dua kata ini: **{{phrase}}**. Kalau berbeda, itu bukan kami. Jangan berikan kode ini kepada siapa pun.",
      group: "Halo! Saya Kolega. Akunmu belum terhubung. Kirim pesan langsung ke saya, ya, bukan di grup ini.",
      almost:
        "Hampir selesai. Akun ini akan terhubung ke **{{name}}**. Tekan tombol pada kartu yang baru saya kirim ke chat Kolega milik {{name}}; di sana harus tertulis **{{phrase}}**.",
      wrong_code: "Kode atau tautan itu tidak berlaku. Minta yang baru dari akun Kolega-mu, lalu kirim ke sini.",
      own_code: "Kode itu diketik bukan di sini, tapi di Kolega tempat kamu sudah masuk (halaman atau chat).",
    },
    fact: {
      channel: "Aplikasi",
      account: "Akun",
      masked_id: "ID",
      phrase: "Dua kata pengenal",
      person: "Orang",
      bot: "Bot",
      code: "Kode",
      cooling: "Belum boleh memutuskan dana sampai",
    },
    ask: {
      title: "Akun {{channel}} ini minta dihubungkan ke kamu",
      body: "Cocokkan dua kata di atas dengan yang tampil di chat {{channel}}-mu. Setelah terhubung, siapa pun yang memegang akun itu bertindak sebagai kamu.",
      yes: "Ya, itu saya",
      no: "Bukan saya",
    },
    code: {
      found: "Ada akun yang menunggu konfirmasimu.",
      wrong: "Kode itu tidak berlaku.",
      blocked: "Terlalu banyak kode yang salah. Coba lagi dalam satu jam.",
      hint: "Kode hanya berlaku 10 menit dan sekali pakai. Sisa percobaan: {{left}}.",
    },
    settled: { linked: "Akun {{channel}} terhubung", refused: "Akun {{channel}} tidak dihubungkan" },
    refused_note: "Tidak ada yang berubah. Kalau kamu tidak meminta apa-apa, abaikan saja.",
    cooling_note:
      "Demi keamanan, keputusan soal dana dari akun ini baru bisa {{hours}} jam lagi, kecuali admin lain menjaminnya.",
    welcome: {
      member:
        "Halo {{name}}! {{channel}} ini sekarang terhubung. Kartu persetujuan dan kabar campaign bisa sampai di sini. Mau mulai dari mana?",
      influencer:
        "Halo {{name}}! {{channel}} ini sekarang terhubung. Undangan, kiriman link post, dan kabar pembayaran bisa lewat sini.",
    },
    fresh: {
      title: "{{name}} menghubungkan akun {{channel}} baru",
      body: "Tanyakan langsung kepada orangnya sebelum menjamin akun ini.",
      trust: "Saya jamin akun ini",
    },
    trusted: "Akun {{channel}} {{name}} boleh memutuskan dana mulai sekarang",
    start: {
      title: "Hubungkan {{channel}}",
      by_link:
        "Buka tautannya dari akunmu sendiri, tekan Mulai atau Kirim. Atau kirim kodenya ke {{bot}}. Setelah itu saya minta konfirmasimu di sini.",
      by_hand:
        "Kirim kodenya sebagai pesan langsung ke {{bot}} dari akunmu sendiri. Setelah itu saya minta konfirmasimu di sini.",
      open: "Buka {{channel}}",
      until: "Sekali pakai, sampai {{at}}. Jangan diteruskan ke orang lain.",
      summary: "Ini tautan dan kode untuk menghubungkan {{channel}}.",
    },
    channels: {
      title: "Akun chat kamu",
      none: "Belum ada akun chat yang terhubung.",
      desk: "Chat web",
      since: "sejak {{at}}",
      cooling: "memutuskan dana mulai {{at}}",
      count: "{{count}} akun chat terhubung.",
    },
    unlinked: "Akun {{channel}} tidak terhubung lagi",
    action: {
      channels: "Akun chat saya",
      unlink: "Putuskan {{channel}} {{id}}",
      link: "Hubungkan {{channel}}",
    },
  },
  en: {
    no_name: "no name",
    stranger: {
      hello:
        "Hello! I am Kolega, the colleague of brands and creators. This account is not linked to anybody yet, so there is nothing I can talk about here.\n\nYour code: **{{code}}** (valid for 10 minutes, once). Sign in to Kolega, open {{url}} and type it, or write *link {{code}}* in a Kolega chat that is already linked. You must see these two words there: **{{phrase}}**. If they differ, it is not us. Give this code to nobody.",
      group: "Hello! I am Kolega. Your account is not linked yet. Please write to me directly, not in this group.",
      almost:
        "Almost done. This account will be linked to **{{name}}**. Press the button on the card that I just sent to {{name}}'s Kolega chat; it must say **{{phrase}}**.",
      wrong_code: "That code or link is not valid. Ask for a new one from your Kolega account and send it here.",
      own_code: "That code is not typed here but in Kolega where you are signed in (page or chat).",
    },
    fact: {
      channel: "App",
      account: "Account",
      masked_id: "ID",
      phrase: "Two check words",
      person: "Person",
      bot: "Bot",
      code: "Code",
      cooling: "May not decide money until",
    },
    ask: {
      title: "This {{channel}} account asks to be linked to you",
      body: "Compare the two words above with those in your {{channel}} chat. Once linked, whoever holds that account acts as you.",
      yes: "Yes, that is me",
      no: "Not me",
    },
    code: {
      found: "An account waits for your confirmation.",
      wrong: "That code is not valid.",
      blocked: "Too many wrong codes. Try again in an hour.",
      hint: "A code is valid for 10 minutes and once only. Tries left: {{left}}.",
    },
    settled: { linked: "{{channel}} account linked", refused: "{{channel}} account not linked" },
    refused_note: "Nothing changed. If you did not ask for anything, just ignore it.",
    cooling_note:
      "For safety, decisions about money from this account start in {{hours}} hours, unless another admin vouches for it.",
    welcome: {
      member:
        "Hello {{name}}! This {{channel}} is linked now. Approval cards and campaign news can reach you here. Where shall we start?",
      influencer:
        "Hello {{name}}! This {{channel}} is linked now. Invitations, post links and payment news can go through here.",
    },
    fresh: {
      title: "{{name}} linked a new {{channel}} account",
      body: "Ask the person directly before you vouch for this account.",
      trust: "I vouch for it",
    },
    trusted: "{{name}}'s {{channel}} account may decide money from now on",
    start: {
      title: "Link {{channel}}",
      by_link:
        "Open the link from your own account and press Start or Send. Or send the code to {{bot}}. Then I ask you to confirm here.",
      by_hand: "Send the code as a direct message to {{bot}} from your own account. Then I ask you to confirm here.",
      open: "Open {{channel}}",
      until: "Single use, until {{at}}. Do not pass it on.",
      summary: "Here are the link and the code to link {{channel}}.",
    },
    channels: {
      title: "Your chat accounts",
      none: "No chat account is linked yet.",
      desk: "Web chat",
      since: "since {{at}}",
      cooling: "decides money from {{at}}",
      count: "{{count}} chat accounts are linked.",
    },
    unlinked: "{{channel}} account unlinked",
    action: {
      channels: "My chat accounts",
      unlink: "Unlink {{channel}} {{id}}",
      link: "Link {{channel}}",
    },
  },
};
