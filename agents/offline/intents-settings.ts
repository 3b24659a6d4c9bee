import type { IntentDefinition } from "../language/intents.ts";

/** What everybody may say about their own notifications, chat accounts and programs. */
export type SettingIntent =
  | "notifications.show"
  | "notifications.set"
  | "channel.list"
  | "channel.link"
  | "channel.code"
  | "channel.confirm"
  | "channel.refuse"
  | "channel.trust"
  | "channel.unlink"
  | "connection.list"
  | "connection.revoke"
  | "handover.end";

const NOTICE = "notifikasi|pemberitahuan|notification|notifications|alert|alerts";
const CHANNEL = "telegram|whatsapp|slack";
const PROGRAM = "aplikasi|program|app|apps|programs|claude|chatgpt|mcp";
const ACCOUNT = "akun|account|accounts|channel|channels";

export const SETTING_INTENTS: readonly IntentDefinition<SettingIntent>[] = [
  {
    name: "notifications.show",
    phrases: {
      id: [[`lihat|cek|tampilkan|pengaturan|setelan|setting|daftar|apa ${NOTICE}`, 3.2], `${NOTICE} apa|saya`],
      en: [[`show|see|which|what|my ${NOTICE}`, 3.2], `${NOTICE} settings|preferences`],
    },
    keywords: {
      id: [
        ["notifikasi", 2],
        ["pemberitahuan", 2],
      ],
      en: [
        ["notification", 2],
        ["notifications", 2],
      ],
    },
  },
  {
    name: "notifications.set",
    phrases: {
      id: [
        [`mati|matikan|nyala|nyalakan|hidup|aktif|nonaktif|jangan|kirim|pindah|ganti|ubah|bisu|stop ${NOTICE}`, 6],
        [`${NOTICE} mati|matikan|nyala|nyalakan|kirim|lewat|aktif|nonaktif`, 6],
        ["jangan ganggu|notif saya|dari|jam", 5],
        ["jam tenang|hening|sunyi", 5],
        ["kirim rangkuman|ringkasan harian|mingguan", 5],
        ["jangan kirim|chat|hubungi|wa|spam|ping saya|malam|jam|setelah|habis", 4.5],
      ],
      en: [
        [`turn|switch|mute|stop|send|disable|enable|silence|dont|no|only ${NOTICE}`, 6],
        [`${NOTICE} off|on|to|via`, 5.5],
        ["quiet hours", 5],
        ["do not disturb", 5],
        ["mute everything|all|me", 5],
        ["dont notify|disturb|bother|ping|message|text me", 5],
        ["dont|no|nothing send|messages|anything after|between|before|at|from", 5],
      ],
    },
    negative: [
      ["apa nyala|aktif", 6],
      ["which|what on|off|enabled", 6],
    ],
  },
  {
    name: "channel.list",
    phrases: {
      id: [
        [`${ACCOUNT} terhubung|tersambung|kehubung|nyambung|tertaut|terkait`, 5],
        ["akun chat saya|apa", 4],
        ["terhubung ke mana|apa", 3],
      ],
      en: [
        [`connected|linked ${ACCOUNT}`, 5],
        [`${ACCOUNT} connected|linked`, 5],
        ["which|my channels", 4],
      ],
    },
    negative: [[PROGRAM, 4]],
  },
  {
    name: "channel.link",
    phrases: {
      id: [
        [`hubungkan|hubungin|sambungkan|sambungin|sambung|tautkan|kaitkan|konekin|tambah ${CHANNEL}`, 6],
        [`mau pakai ${CHANNEL}`, 4],
        [`${CHANNEL} belum|tidak terhubung|tersambung|nyambung`, 6],
      ],
      en: [[`link|connect|add|pair|hook ${CHANNEL}`, 6]],
    },
    negative: [
      ["putuskan|lepas|copot|hapus|remove|unlink|disconnect", 6],
      [NOTICE, 4],
    ],
  },
  { name: "channel.code", phrases: { id: [["kode tautan|penghubung", 4]], en: [["link code", 4]] } },
  {
    name: "channel.confirm",
    phrases: {
      id: [
        ["itu|ini akun saya", 3.5],
        ["konfirmasi tautan|akun", 4],
      ],
      en: [["that is my account", 4]],
    },
  },
  {
    name: "channel.refuse",
    phrases: {
      id: [
        ["bukan akun saya", 5],
        ["tolak tautan", 5],
      ],
      en: [
        ["not my account", 5],
        ["refuse link", 5],
      ],
    },
  },
  {
    name: "channel.trust",
    phrases: {
      id: [
        ["percayai|percaya akun", 5],
        ["akun bisa|boleh dipercaya", 5],
      ],
      en: [["trust account|channel", 5]],
    },
  },
  {
    name: "channel.unlink",
    phrases: {
      id: [[`putuskan|putusin|putus|copot|lepas|lepaskan|lepasin|cabut|hapus|keluarkan|keluarin ${CHANNEL}`, 7]],
      en: [[`unlink|disconnect|remove|detach ${CHANNEL}`, 7]],
    },
  },
  {
    name: "connection.list",
    phrases: {
      id: [
        [`${PROGRAM} punya|bisa|dapat akses|akun`, 6],
        [`${PROGRAM} akses|terhubung|tersambung|konek|izin`, 6],
        [`akses ${PROGRAM}`, 4],
        ["punya akses", 4],
        ["akses ke akun", 4],
      ],
      en: [
        [`${PROGRAM} access|connected|linked|permission`, 6],
        [`connected|authorized|authorised ${PROGRAM}`, 6],
      ],
    },
  },
  {
    name: "connection.revoke",
    phrases: {
      id: [[`putuskan|putusin|cabut|hapus|copot|lepas akses|${PROGRAM}`, 7]],
      en: [[`disconnect|revoke|remove|unlink access|${PROGRAM}`, 7]],
    },
  },
  {
    name: "handover.end",
    phrases: {
      id: [
        ["balik|kembali|kembalikan|lanjut bot|asisten|kolega", 5],
        ["sudah|selesai ngobrol|bicara admin|orang|tim", 3],
        ["sama bot lagi|saja", 4],
      ],
      en: [
        ["back to|the bot|assistant|kolega", 5],
        ["assistant|bot back|again", 5],
        ["give assistant back", 5],
      ],
    },
    negative: [["bukan|gamau bot|robot", 3]],
  },
];
