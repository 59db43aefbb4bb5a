/* Says every quarter of a minute that somebody is here, and shows who else is. */

const EVERY = 15_000;
const form = document.querySelector("form[data-presence]");

async function tell() {
  if (document.hidden) return;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-here]");
    const shown = document.querySelector("[data-here]");
    if (shown.textContent !== fresh.textContent) shown.textContent = fresh.textContent;
  } catch { /* without a network nobody is told */ }
}

if (form) {
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
}
