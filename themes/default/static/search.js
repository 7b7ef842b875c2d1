// Searches while somebody types. Without it the forms work as all forms do.
(() => {
  "use strict";

  const WAIT = 120; // ms of rest before a search
  const forms = document.querySelectorAll("[data-find]");

  for (const form of forms) start(form);

  function start(form) {
    const found = document.getElementById(form.dataset.find);
    const search = { form, found, last: addressOf(form), timer: 0, going: null };
    if (!found) return;
    form.addEventListener("input", () => soon(search, WAIT));
    form.addEventListener("change", () => soon(search, 0));
    if ("findKeys" in form.dataset) startKeys(form, found);
    if (document.querySelector("[data-find-again]")) setTimeout(() => location.reload(), 1500);
  }

  function addressOf(form) {
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    return `${form.getAttribute("action")}?${new URLSearchParams(fields)}`;
  }

  function soon(search, wait) {
    clearTimeout(search.timer);
    search.timer = setTimeout(() => run(search), wait);
  }

  /** Asks for what is in the form now; an answer that still comes to what was there before is let go. */
  async function run(search) {
    const address = addressOf(search.form);
    if (address === search.last) return;
    search.last = address;
    search.going?.abort();
    search.going = new AbortController();
    const { signal } = search.going;
    search.form.classList.add("is-on");
    try {
      const headers = { Accept: "application/x-ndjson" };
      const answer = await fetch(address, { credentials: "same-origin", headers, signal });
      if (answer.status === 429) {
        search.last = "";
        soon(search, 1000 * Number(answer.headers.get("Retry-After") || 2));
      } else if (answer.ok || answer.status === 422) {
        await show(search, answer, signal);
        history.replaceState(history.state, "", address);
      } else {
        location.assign(address); // the page says what is wrong
      }
    } catch (problem) {
      if (!signal.aborted) say(search.form, "");
    } finally {
      if (search.going?.signal === signal) search.form.classList.remove("is-on");
    }
  }

  async function show(search, answer, signal) {
    const list = search.found.querySelector("[data-find-list]");
    const fresh = { any: false };
    say(search.form, "");
    for await (const part of lines(answer.body)) {
      if (signal.aborted) return;
      if (part.error) return say(search.form, part.error, part.field);
      if (part.file) add(list, part.file, fresh);
      if (part.head) finish(search.found, list, part.head, fresh);
    }
  }

  /** What stood there before stays until the first of the new comes. */
  function add(list, html, fresh) {
    if (!fresh.any) list.replaceChildren();
    fresh.any = true;
    list.append(...parse(html).body.childNodes);
  }

  function finish(found, list, html, fresh) {
    if (!fresh.any) list?.replaceChildren();
    const page = parse(html);
    for (const name of ["data-find-head", "data-find-pages"]) {
      const old = found.querySelector(`[${name}]`);
      const now = page.querySelector(`[${name}]`);
      if (old && now) old.replaceWith(document.adoptNode(now));
    }
  }

  const parse = html => new DOMParser().parseFromString(html, "text/html");

  async function* lines(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const whole = (rest + read.value).split("\n");
      rest = whole.pop();
      for (const line of whole) yield JSON.parse(line);
    }
  }

  /** Says what is wrong with a field, or that nothing is. */
  function say(form, sentence, name) {
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const old of form.querySelectorAll(".sf-error:not([data-find-error])")) old.remove();
    const place = form.querySelector("[data-find-error]");
    if (!place) return;
    place.hidden = !sentence;
    place.lastElementChild.textContent = sentence;
    if (sentence) form.elements[name]?.setAttribute("aria-invalid", "true");
  }

  /** The arrows go through the files, Enter in the field opens the first. */
  function startKeys(form, found) {
    const links = () => [...found.querySelectorAll("a")];
    document.addEventListener("keydown", event => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = [form.elements.q, ...links()];
      const at = all.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      all[Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    });
    form.addEventListener("submit", event => {
      const first = links()[0];
      if (!first || addressOf(form) !== new URL(location.href).pathname + location.search) return;
      event.preventDefault();
      first.click();
    });
  }
})();
