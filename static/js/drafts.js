/* Forms with data-draft are kept on this device while somebody types, and filled again after a crash, a reload or a new
   sign-in. With data-draft-url they are kept on the server too, so that another device can go on; the newer one is filled
   in. Where something else was stored meanwhile (another data-revision), a draft that was never sent is offered and
   overwrites nothing by itself. A draft is its author's alone: whoever signs in to the same browser next finds none of it.
   Hidden fields are the page's own and are never filled in.
   A rating that is chosen brings the flags, which the server gives with the draft. */

const PAUSE = 400;
const SYNC = 2500;
const HIDDEN = new Set(["csrfmiddlewaretoken", "revision"]);
const RATING = "[name=accuracy]:checked, [name=framing]:checked";
const person = document.querySelector("[data-person]")?.dataset.person ?? "";
const place = (form) => `factcheck:draft:${person}:${form.dataset.draft}`;

function entries(form) {
  return [...new FormData(form)].filter(([name, value]) => !HIDDEN.has(name) && typeof value === "string");
}

const filled = (pairs) => JSON.stringify(pairs.filter(([, value]) => value).sort());

function say(form, text) {
  const status = form.querySelector("[data-draft-status]");
  if (status) status.textContent = text;
}

function keep(form, isSent = false, isSynced = false) {
  try {
    const about = { isSent, isSynced, revision: form.dataset.revision, at: form.dataset.draftAt ?? "", entries: entries(form) };
    localStorage.setItem(place(form), JSON.stringify(about));
    if (!isSynced) say(form, "Draft kept on this device.");
  } catch { say(form, "This browser keeps no drafts: save soon."); }
}

function fill(form, draft) {
  for (const box of form.querySelectorAll("[type=radio], [type=checkbox]")) box.checked = false;
  const places = {};
  for (const [name, value] of draft.entries) {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:not(button, [type=file], [type=hidden])`)];
    if (fields[0]?.matches("[type=radio], [type=checkbox]")) {
      for (const field of fields) if (field.type === "checkbox" || field.value === value) field.checked = true;
    } else if (fields.length) {
      const place = places[name] = (places[name] ?? -1) + 1;
      const field = fields[Math.min(place, fields.length - 1)];
      field.value = value;
      if (value && field.closest("[data-many]")) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  if (draft.entries.some(([, value]) => value)) form.closest("details")?.setAttribute("open", "");
}

function offer(form, draft) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Fill in the draft kept on this device" });
  button.dataset.quiet = button.dataset.small = "";
  button.addEventListener("click", async () => {
    fill(form, draft);
    keep(form);
    button.remove();
    await sync(form);
    fill(form, draft);
  });
  form.append(button);
}

const lacksFlags = (form) => form.querySelector("[data-flags]:not([data-shown])") !== null && form.querySelector(RATING) !== null;

/* Keeps the form on the server; the flags that come with a rating are put in where none are shown. */
async function sync(form) {
  if (!form.dataset.draftUrl) return;
  if (lacksFlags(form)) form.dataset.pending = "";
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-flags]");
    form.dataset.draftAt = fresh.dataset.savedAt;
    const told = [];
    if (lacksFlags(form)) {
      form.querySelector("[data-flags]").replaceWith(fresh);
      told.push(fresh.dataset.shown);
    }
    keep(form, false, true);
    say(form, [...told, "Draft kept on the server."].filter(Boolean).join(" "));
  } catch {
    say(form, "Draft kept on this device; the server cannot be reached.");
  } finally {
    delete form.dataset.pending;
    form.dispatchEvent(new Event("flags:shown", { bubbles: true }));
  }
}

for (const button of document.querySelectorAll("[data-no-script]")) button.remove();

for (const form of document.querySelectorAll("form[data-draft]")) {
  let draft = null;
  try { draft = JSON.parse(localStorage.getItem(place(form))); } catch { /* nothing that can be read */ }
  const isAnswer = form.querySelector(".bench-error, [aria-invalid]") !== null;
  const isNewerThere = draft && Number(form.dataset.draftAt || 0) > Number(draft.at || 0);
  if (draft && draft.revision === form.dataset.revision && !isAnswer) {
    if (!isNewerThere) {
      fill(form, draft);
      say(form, "Your draft from this device is filled in.");
    } else if (!draft.isSynced && filled(draft.entries) !== filled(entries(form))) offer(form, draft);
  } else if (draft && draft.revision !== form.dataset.revision) {
    if (draft.isSent) localStorage.removeItem(place(form));
    else offer(form, draft);
  }
  let timer = 0;
  let later = 0;
  let isTouched = false;
  form.addEventListener("input", () => {
    isTouched = true;
    clearTimeout(timer);
    clearTimeout(later);
    if (lacksFlags(form)) {
      keep(form);  // at once: nothing that is said of it later takes the place of what is said of the flags
      sync(form);
      return;
    }
    timer = setTimeout(() => keep(form), PAUSE);
    later = setTimeout(() => sync(form), SYNC);
  });
  addEventListener("pagehide", () => { if (isTouched) { clearTimeout(timer); keep(form); } });
  addEventListener("online", () => { if (isTouched) sync(form); });
  form.addEventListener("draft:now", () => { clearTimeout(later); keep(form); sync(form); });
  form.addEventListener("submit", () => { clearTimeout(timer); clearTimeout(later); keep(form, true); isTouched = false; });
  if (lacksFlags(form)) sync(form).then(() => { if (draft && !isNewerThere) fill(form, draft); });
}
