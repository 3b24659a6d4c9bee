// whatsapp-web.js drives a browser; the system's own is used (KOLEGA_CHROMIUM). Nothing is downloaded at install.
module.exports = { skipDownload: true };
