/* Single keys: whatever has data-key is clicked, or focused where one types into it. Of several folds with one key the
   first that is closed opens; when all are open, the key goes back to the first. In a list, j and k walk along its
   links. They can be switched off on this device, and do nothing while somebody types. Screen readers are told of them by
   aria-keyshortcuts; what is drawn of a key is no part of a name. */

const OFF = "factcheck:keys-off";
const switchOff = document.querySelector("[data-keys-off]");

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function tell() {
  for (const one of document.querySelectorAll("[data-key]")) {
    if (isOff() && one.dataset.key !== "Enter") one.removeAttribute("aria-keyshortcuts");
    else one.setAttribute("aria-keyshortcuts", one.dataset.key);
  }
}

tell();
document.addEventListener("flags:shown", tell);

if (switchOff) {
  switchOff.checked = isOff();
  switchOff.addEventListener("change", () => {
    try { localStorage.setItem(OFF, switchOff.checked ? "1" : "0"); } catch { /* kept for this page only */ }
    tell();
  });
}

const isTyping = (at) => at.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");

function walk(step) {
  const links = [...document.querySelectorAll(".queue-words a")];
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  return true;
}

function acceptAll() {
  for (const box of document.querySelectorAll("[data-answer=accepted]")) {
    const chosen = document.querySelector(`[name="${CSS.escape(box.name)}"]:checked`);
    if (!chosen) box.click();
  }
}

for (const button of document.querySelectorAll("[data-accept-all]")) button.hidden = false;
document.addEventListener("click", (event) => { if (event.target.closest?.("[data-accept-all]")) acceptAll(); });

/* To the first flag that has no answer: arrows choose one, Tab leads on to the reason. */
function toOpenFlag() {
  const open = [...document.querySelectorAll(".bench-flag")].find((flag) => !flag.querySelector(":checked"));
  open?.querySelector("input").focus();
  return open !== undefined;
}

function press(key) {
  if (key === "0" && toOpenFlag()) return true;
  const named = `[data-key="${CSS.escape(key)}"]`;
  const all = [...document.querySelectorAll(named)];
  const closed = all.find((one) => !one.matches("details[open] > summary"));
  const target = document.querySelector(`dialog[open] ${named}`) ?? closed ?? all[0];
  if (!target || target.disabled) return false;
  if (isTyping(target) || (all.length > 1 && !closed)) target.focus();
  else { if (target.matches("input, summary")) target.focus(); target.click(); }
  return true;
}

/* Keys that need the flags wait for them. */
const waiting = [];
document.addEventListener("flags:shown", () => { for (const key of waiting.splice(0)) press(key); });

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.matches("textarea, input") && at.form) {
    event.preventDefault();
    at.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(at)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && at.matches("a, button, summary")) return;
  if (isOff() && event.key !== "Enter") return;
  if ((event.key === "j" && walk(1)) || (event.key === "k" && walk(-1))) { event.preventDefault(); return; }
  if (document.querySelector("form[data-pending]") && ["a", "0", ".", "Enter"].includes(event.key)) {
    event.preventDefault();
    waiting.push(event.key);
  } else if (press(event.key)) event.preventDefault();
});

/* The words being judged come into view within their own pane; the page itself stays where it is. */
const pane = document.querySelector(".bench-text");
const words = document.querySelector("mark.bench-mark");
if (pane && words) pane.scrollTop += words.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
