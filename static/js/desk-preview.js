/* Shows how what is written will look without leaving the page: the field named by data-preview-of, else the reasons. */

for (const button of document.querySelectorAll("[data-preview][hidden]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-preview]");
  if (!button) return;
  event.preventDefault();
  const body = new FormData();
  body.append("csrfmiddlewaretoken", button.form.elements.csrfmiddlewaretoken.value);
  body.append("text", button.form.elements[button.dataset.previewOf ?? "rationale"].value);
  body.append("kind", button.value);
  try {
    const answer = await fetch(button.dataset.preview, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-previewed]");
    button.form.querySelector("[data-previewed]").replaceWith(fresh);
  } catch { button.form.querySelector("[data-draft-status]").textContent = "The preview cannot be shown now; your text is kept."; }
});
