/* The record in place: what a [data-record] leads to opens in a dialog over the page, and is walked there. A vote that is
   chosen goes into the form of the page; nothing leaves it. Without this script the same addresses are pages. */

let dialog = null;

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "record-dialog";
  dialog.setAttribute("aria-label", "The record");
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Close" });
  close.dataset.quiet = close.dataset.small = "";
  close.addEventListener("click", () => dialog.close());
  const found = document.createElement("div");
  found.dataset.found = "";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.dataset.said = "";
  const head = Object.assign(document.createElement("div"), { className: "record-head" });
  head.append(said, close);
  dialog.append(head, found);
  document.body.append(dialog);
  dialog.addEventListener("click", walk);
  dialog.addEventListener("submit", send);
}

async function show(url) {
  const found = dialog.querySelector("[data-found]");
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#record");
    fresh.dataset.url = new URL(url, location.href).href;
    found.replaceChildren(fresh);
    (fresh.querySelector("[type=search], [name=q]") ?? fresh.querySelector("h1")).focus();
  } catch { location.assign(url); } finally { found.removeAttribute("aria-busy"); }
}

function walk(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  if (link.dataset.useVote) {
    event.preventDefault();
    const field = document.querySelector("#slot-motion");
    field.value = link.dataset.useVote;
    dialog.close();
    field.focus();
    return;
  }
  const url = new URL(link.getAttribute("href"), dialog.querySelector("#record").dataset.url);
  if (!/\/record\//.test(url.pathname)) { link.target = "_blank"; return; }
  event.preventDefault();
  show(url.href);
}

function send(event) {
  const form = event.target;
  event.preventDefault();
  if (form.dataset.attach) { attach(form.dataset.attach, event.submitter); return; }
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  show(`${form.getAttribute("action").split(/[?#]/)[0]}?${query}`);
}

function attach(key, button) {
  const form = document.querySelector("#assessment");
  if (!form) { button.form.submit(); return; }
  const targets = [...form.querySelectorAll("[name^=evidence-][name$=-target]")];
  const side = (target) => form.elements[target.name.replace("-target", "-side")];
  const isThere = targets.some((target) => target.value === key && side(target).value === button.value);
  let free = targets.find((target) => !target.value);
  if (!free && !isThere) {
    const row = targets.at(-1).closest(".bench-row");
    const copy = row.cloneNode(true);
    for (const part of copy.querySelectorAll("[id], [for]")) {
      for (const name of ["id", "for", "name"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+/, String(targets.length)));
      }
      if ("value" in part) part.value = "";
    }
    row.after(copy);
    free = copy.querySelector("[name$=-target]");
  }
  if (!isThere) {
    free.value = key;
    side(free).value = button.value;
    form.dispatchEvent(new Event("draft:now"));
  }
  form.querySelector("#evidence").open = true;
  dialog.querySelector("[data-said]").textContent = `${key} is in your draft as evidence ${button.value} the claim.`;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-record]");
  if (!opener) return;
  event.preventDefault();
  if (!dialog) build();
  dialog.querySelector("[data-said]").textContent = "";
  dialog.showModal();
  show(opener.dataset.record);
});
