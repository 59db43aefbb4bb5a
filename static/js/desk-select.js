/* Words selected in the text go, as code points, into the form beside it. The pieces of the text say at which code point
   they begin (data-at); the numbers of claims between them are no part of it. */

const form = document.querySelector("form[data-selected]");
const text = document.querySelector("[data-words]");
const points = (string) => [...string].length;

function offset(node, place) {
  const point = document.createRange();
  point.setStart(node, place);
  let found = null;
  for (const piece of text.querySelectorAll("[data-at]")) {
    const range = document.createRange();
    range.selectNodeContents(piece);
    const side = range.comparePoint(node, place);
    if (side < 0) return found ?? Number(piece.dataset.at);
    if (side === 0) {
      range.setEnd(node, place);
      return Number(piece.dataset.at) + points(range.toString());
    }
    found = Number(piece.dataset.at) + points(piece.textContent);
  }
  return found;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start !== null && end > start ? { start, end } : null;
}

if (form && text) {
  form.hidden = false;
  const said = form.querySelector("[data-selected-words]");
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found && form.contains(document.activeElement) && form.elements.start.value) return;
    form.elements.start.value = found ? found.start : "";
    form.elements.end.value = found ? found.end : "";
    for (const button of form.querySelectorAll("[data-needs-words]")) button.disabled = !found;
    const note = found ? `${found.end - found.start} characters selected.` : "Select words in the text to make a claim of them.";
    if (said.textContent !== note) said.textContent = note;
  });
  said.textContent = "Select words in the text to make a claim of them.";
}
