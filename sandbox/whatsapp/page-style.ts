/** A phone in the middle of a wide window, the whole window on a narrow one. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bar:#075e54;--mine:#d9fdd3;--theirs:#fff;--wall:#efeae2;--ink:#111b21;--soft:#667781;--tint:#007a5a;--line:#0001}
@media(prefers-color-scheme:dark){:root{--bar:#1f2c34;--mine:#005c4b;--theirs:#202c33;--wall:#0b141a;--ink:#e9edef;--soft:#8696a0;--tint:#53bdeb;--line:#fff1}}
*{box-sizing:border-box}
body{margin:0;background:#8884;color:var(--ink);font:15px/1.4 system-ui,sans-serif}
.phone{position:relative;display:flex;flex-direction:column;height:100dvh;max-width:27rem;margin:0 auto;background:var(--wall);overflow:hidden}
@media(min-width:40rem) and (min-height:40rem){.phone{height:calc(100dvh - 2rem);margin:1rem auto;border-radius:1.6rem;box-shadow:0 8px 40px #0006}}
header{display:flex;align-items:center;gap:.6rem;padding:.6rem .8rem;background:var(--bar);color:#fff}
header h1{font-size:1.05rem;margin:0}header small{opacity:.85}header>div{flex:1;min-width:0}
.back{color:#fff;text-decoration:none;font-size:1.8rem;line-height:1;padding:.2rem .5rem}
.face{flex:none;display:grid;place-items:center;width:2.4rem;height:2.4rem;border-radius:50%;background:#f3b33d;color:#3a2600;font-weight:700}
.menu{position:relative}.menu summary{list-style:none;cursor:pointer;font-size:1.4rem;padding:0 .6rem}
.menu div{position:absolute;right:0;z-index:2;width:15rem;background:var(--theirs);border-radius:.6rem;box-shadow:0 4px 16px #0005;padding:.3rem}
.menu button{display:block;width:100%;text-align:left;padding:.7rem;border:0;background:none;color:var(--ink);font:inherit;cursor:pointer}
#window{margin:0;padding:.35rem .8rem;font-size:.8rem;text-align:center;background:#ffd27940;color:var(--ink)}
main#chat{flex:1;overflow-y:auto;padding:.8rem;display:flex;flex-direction:column;gap:.35rem}
.people{flex:1;overflow:auto;padding:1rem;background:var(--theirs)}
.people ul{list-style:none;margin:0;padding:0}.people a{display:flex;gap:.8rem;align-items:center;padding:.7rem 0;color:inherit;text-decoration:none;border-bottom:1px solid var(--line)}
.people small,.soft{color:var(--soft)}
.bubble{max-width:86%;width:fit-content;padding:.4rem .55rem;border-radius:.6rem;background:var(--theirs);box-shadow:0 1px 1px #0002;overflow-wrap:anywhere}
.bubble.mine{align-self:flex-end;background:var(--mine)}
.bubble.wide{width:86%}
.bubble img{display:block;max-width:100%;border-radius:.4rem;margin-bottom:.3rem}
.bubble p{margin:0;white-space:pre-wrap}.bubble pre{margin:.2rem 0;white-space:pre-wrap;font-family:ui-monospace,monospace;font-size:.9em}
.bubble code{font-family:ui-monospace,monospace;background:var(--line);border-radius:.2rem;padding:0 .2rem}
.bubble a{color:var(--tint)}.bubble h2{font-size:1rem;margin:0 0 .2rem}
.bubble footer{color:var(--soft);font-size:.82rem;margin-top:.2rem}
.when{display:flex;justify-content:flex-end;gap:.25rem;color:var(--soft);font-size:.72rem;margin-top:.1rem}
.tick.read{color:#34b7f1}.tick.failed{color:#e53935}
.choices{display:flex;flex-direction:column;gap:.2rem;width:86%;margin-top:-.15rem}
.choices button{padding:.6rem;border:0;border-radius:.6rem;background:var(--theirs);color:var(--tint);font:inherit;font-weight:600;cursor:pointer;box-shadow:0 1px 1px #0002}
.choices button:disabled{color:var(--soft);cursor:default}
.empty{align-self:center;max-width:86%;margin:.6rem 0;padding:.4rem .8rem;border-radius:.6rem;background:var(--theirs);color:var(--soft);font-size:.85rem;text-align:center}
.typing{align-self:flex-start;color:var(--soft);font-style:italic;padding:.2rem .4rem}
#composer{display:flex;align-items:flex-end;gap:.5rem;padding:.5rem .6rem;background:var(--wall);border-top:1px solid var(--line)}
#composer textarea{flex:1;resize:none;max-height:8rem;padding:.6rem .8rem;border:0;border-radius:1.2rem;background:var(--theirs);color:inherit;font:inherit}
#composer button,.attach{display:grid;place-items:center;width:2.6rem;height:2.6rem;border:0;border-radius:50%;background:#00a884;color:#fff;font-size:1.1rem;cursor:pointer}
.attach{background:none;color:var(--soft);font-size:1.4rem;position:relative}.attach input{position:absolute;inset:0;opacity:0;cursor:pointer}
:focus-visible,.attach:focus-within{outline:3px solid #3b82f6;outline-offset:2px}
dialog{width:min(27rem,100%);max-height:70dvh;margin:auto auto 0;border:0;border-radius:1rem 1rem 0 0;padding:1rem;background:var(--theirs);color:inherit}
@media(min-width:40rem) and (min-height:40rem){dialog{margin-bottom:1rem;border-radius:1rem 1rem 1.6rem 1.6rem}}
dialog::backdrop{background:#0006}dialog h2{font-size:1rem;margin:0 0 .6rem}dialog h3{font-size:.85rem;color:var(--tint);margin:.8rem 0 .2rem}
dialog button{display:block;width:100%;text-align:left;padding:.7rem .2rem;border:0;border-bottom:1px solid var(--line);background:none;color:inherit;font:inherit;cursor:pointer}
dialog button.close{text-align:center;color:var(--tint);border:0}
`;
