/* Filters as one types: a GET form with data-live="#target" fetches its own address and replaces the target.

   The address in the bar follows, so the filtered page can be shared. Without JavaScript, or when the fetch fails, the
   form is sent as forms are. */

const PAUSE = 180;

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  const text = query.toString();
  return form.action.split(/[?#]/)[0] + (text ? `?${text}` : "");
}

function remember(form) {
  const at = document.activeElement;
  if (!form.contains(at)) return () => {};
  const { id, name, value, selectionStart, selectionEnd } = at;
  return (root) => {
    const again = id ? root.querySelector(`#${CSS.escape(id)}`)
      : [...root.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find((field) => field.value === value);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (again.type === "search" && selectionStart !== null) again.setSelectionRange(selectionStart, selectionEnd);
  };
}

let running = null;
let timer = 0;

async function refresh(form) {
  running?.abort();
  running = new AbortController();
  const target = document.querySelector(form.dataset.live);
  const url = address(form);
  target.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: running.signal });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(form.dataset.live);
    const typed = form.elements.q?.value;
    const focus = remember(form);
    if (fresh.querySelector("[name=q]") && typed !== undefined) fresh.querySelector("[name=q]").value = typed;
    const said = target.querySelector("[role=status]");
    const says = fresh.querySelector("[role=status]")?.textContent;
    target.replaceWith(fresh);
    focus(fresh);
    announce(fresh, said?.textContent, says);
    history.replaceState(null, "", url + "#" + fresh.id);
  } catch (error) {
    if (error.name === "AbortError") return;
    target.removeAttribute("aria-busy");
    form.submit();
  }
}

/* A live region that arrives with its text is not read out; its text has to change while it is there. */
function announce(root, before, now) {
  const status = root.querySelector("[role=status]");
  if (!status || before === now) return;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = now; });
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => refresh(form), event.target.type === "search" ? PAUSE : 0);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-live]")) return;
  event.preventDefault();
  clearTimeout(timer);
  refresh(event.target);
});
