/* Shows how the reasons will look without leaving the page. */

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-preview]");
  if (!button) return;
  event.preventDefault();
  const body = new FormData();
  body.append("csrfmiddlewaretoken", button.form.elements.csrfmiddlewaretoken.value);
  body.append("text", button.form.elements.rationale.value);
  try {
    const answer = await fetch(button.dataset.preview, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-previewed]");
    button.form.querySelector("[data-previewed]").replaceWith(fresh);
  } catch { button.form.querySelector("[data-draft-status]").textContent = "The preview cannot be shown now; your text is kept."; }
});
