/* The fields follow the kind as soon as it is chosen, and there is always one more field for a state. */

for (const form of document.querySelectorAll("form[data-kind]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}

for (const group of document.querySelectorAll("[data-many]")) {
  group.addEventListener("input", () => {
    const fields = [...group.querySelectorAll("input")];
    const last = fields.at(-1);
    if (!last.value) return;
    const next = last.cloneNode();
    next.value = "";
    next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+$/, String(fields.length + 1)));
    last.after(next);
  });
}
