// Makes the pages live, and adds small comforts. Every page works without it. What an event says is only set as text.
// The server writes `const words = {...}` before it: the sentences time.* and script.* of words/en.properties.
(() => {
  "use strict";

  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const meta = name => document.querySelector(`meta[name="${name}"]`);
  const later = (millis, run) => setTimeout(run, millis);
  const pageSeq = () => Number(root.dataset.seq || 0);
  const seqOf = element => Number(element.dataset.seq || pageSeq());
  const list = text => (text || "").split(/\s+/).filter(Boolean);

  /* ---- Words, the same as the server writes them ---- */

  const scaled = n => (n < 9.95 ? n.toFixed(1) : n.toFixed(0)).replace(/\.0$/, "");

  /** 999, 1.2k, 34k, 1.5M */
  function short(n) {
    if (n < 1000) return String(n);
    return n < 999500 ? scaled(n / 1000) + "k" : scaled(n / 1e6) + "M";
  }

  /** "1 new commit", "1,284 stargazers": the number goes where {n} is, or before a word without one. */
  function counted(n, { one = "", many = "" }) {
    const words = n === 1 ? one : many;
    const number = n.toLocaleString("en");
    if (words.includes("{n}")) return words.replace("{n}", number);
    return /^\d/.test(words) ? words : `${number} ${words}`;
  }

  /** A sentence of the server's with its number. */
  function said(key, n) {
    const sentence = words[key] || words[`${key}.${n === 1 ? "one" : "other"}`];
    return sentence.replace("{0}", n);
  }

  function ago(millis) {
    const minutes = Math.floor(millis / 60000);
    const days = Math.floor(minutes / 1440);
    if (minutes < 1) return said("time.now");
    if (minutes < 60) return said("time.minutes", minutes);
    if (days < 1) return said("time.hours", Math.floor(minutes / 60));
    if (days < 14) return said("time.days", days);
    if (days < 60) return said("time.weeks", Math.floor(days / 7));
    return days < 730 ? said("time.months", Math.floor(days / 30)) : said("time.years", Math.floor(days / 365));
  }

  function refreshTimes() {
    for (const time of all("time[title]")) {
      const age = Date.now() - Date.parse(time.dateTime);
      if (age >= 0 && age < 3 * 365 * 864e5) time.textContent = ago(age);
    }
  }

  /* ---- The connection ---- */

  const live = {
    topics: [],
    socket: null,
    seq: pageSeq(), // the last event that this page knows
    helloSeq: 0,
    on: false,
    over: false, // it makes no sense to come back
    tries: 0,
    openedAt: 0,
    heardAt: 0,
    lostAt: Date.now(),
    retryAt: 0,
    timer: 0,
  };

  function startLive() {
    const ticket = meta("ws_token");
    if (!ticket) return;
    live.topics = list(ticket.dataset.topics);
    if (ticket.content) connect(ticket.content);
    else comeBack();
    setInterval(checkLife, 30000);
    addEventListener("online", comeBackNow);
    addEventListener("pagehide", hangUp);
    addEventListener("pageshow", event => event.persisted && comeBackNow());
    showState();
  }

  function connect(token) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    hangUp();
    const socket = new WebSocket(`${scheme}//${location.host}/-/live`, ["starforge.v1", token]);
    live.socket = socket;
    socket.onmessage = message => socket === live.socket && hear(JSON.parse(message.data));
    socket.onclose = close => socket === live.socket && lose(close.code);
  }

  function hear(message) {
    live.heardAt = Date.now();
    if (message.type === "hello") greet(message);
    else if (message.type === "event") happen(message);
    else if (message.type === "resumed") live.seq = message.seq;
    else if (message.type === "reload") catchUp();
  }

  /** Asks for everything since the page was made, or since the last event before the connection was lost. */
  function greet(hello) {
    live.helloSeq = hello.seq;
    live.seq ||= hello.seq; // a page that does not say when it was made
    live.openedAt = Date.now();
    live.on = true;
    send({ op: "resume", after: live.seq });
    showState();
  }

  function happen(event) {
    live.seq = event.seq;
    updateCounts(event);
    updateRegions(event);
  }

  /** Too much was missed to be told: the page is read again, but nobody who writes is disturbed. */
  function catchUp() {
    live.seq = live.helloSeq;
    const idle = all("[data-live-region]").filter(region => !region.contains(document.activeElement));
    refresh(idle).catch(() => {});
  }

  function send(command) {
    if (live.socket?.readyState === WebSocket.OPEN) live.socket.send(JSON.stringify(command));
  }

  function hangUp() {
    clearTimeout(live.timer);
    const socket = live.socket;
    live.socket = null;
    live.on = false;
    socket?.close();
  }

  function lose(code) {
    if (live.on) live.lostAt = Date.now();
    if (live.on && Date.now() - live.openedAt > 10000) live.tries = 0;
    hangUp();
    if (code >= 4100 && code <= 4199) end();
    else comeBack();
    showState();
  }

  function end() {
    live.over = true;
    showState();
  }

  /** Comes back after a random time that grows, so that a restarted server is not met by everybody at once. */
  function comeBack() {
    const delay = Math.random() * Math.min(20000, 500 * 2 ** live.tries++);
    live.retryAt = Date.now() + delay;
    clearTimeout(live.timer);
    live.timer = later(delay, askForTicket);
  }

  function comeBackNow() {
    if (live.on || live.over) return;
    hangUp();
    live.tries = 0;
    comeBack();
  }

  async function askForTicket() {
    try {
      const answer = await fetch("/-/live/token", {
        method: "POST",
        credentials: "same-origin",
        headers: { "X-CSRF-Token": (meta("csrf") || meta("csrf_token"))?.content || "" },
        body: new URLSearchParams({ topics: live.topics.join(" ") }),
      });
      if (answer.status === 401 || answer.status === 403) return end();
      if (!answer.ok) throw new Error(answer.status);
      connect((await answer.json()).token);
    } catch {
      comeBack();
    }
  }

  /** A network that went away says nothing; so the server is asked for a sign of life. */
  function checkLife() {
    if (!live.on) return;
    if (Date.now() - live.heardAt > 45000) lose(0);
    else send({ op: "ping" });
  }

  function showState() {
    const silence = Date.now() - live.lostAt;
    const seconds = Math.max(1, Math.ceil((live.retryAt - Date.now()) / 1000));
    if (live.on) writeState("sf-dot", said("script.live"));
    else if (live.over) writeState("sf-dot sf-dot--off", said("script.ended"));
    else if (silence > 5000) writeState("sf-dot sf-dot--off", said("script.lost", seconds));
    clearTimeout(showState.timer);
    if (!live.on && !live.over) showState.timer = later(1000, showState);
  }

  function writeState(dotClass, words) {
    for (const place of all("[data-live-state]")) {
      const dot = document.createElement("span");
      dot.className = dotClass;
      place.replaceChildren(dot, ` ${words}`);
      place.hidden = false;
    }
  }

  /* ---- Counts ---- */

  const COUNTS = { starred: "stars", unstarred: "stars", forked: "forks", unforked: "forks", watched: "watchers" };

  function updateCounts(event) {
    const what = COUNTS[event.kind];
    const n = event.data[what] ?? event.data.count;
    if (what && Number.isInteger(n)) event.topics.forEach(topic => setCount(what, topic, n, event.seq));
  }

  function setCount(what, topic, n, seq) {
    for (const place of all(`[data-live="${what}"]`)) {
      if (place.dataset.topic !== topic || seq <= seqOf(place)) continue;
      place.dataset.seq = seq;
      place.textContent = short(n);
      if (place.dataset.many) place.setAttribute("aria-label", counted(n, place.dataset));
    }
  }

  /* ---- The star button ---- */

  async function submitStar(event) {
    const form = event.target.closest('form[data-live-form="star"]');
    if (!form || form.dataset.plain) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const button = event.submitter || form.querySelector("button");
    try {
      applyStar(form, button, await postStar(form, button));
    } catch {
      form.dataset.plain = "yes"; // the ordinary way shows what is wrong
      form.requestSubmit(button);
    } finally {
      form.ariaBusy = null;
    }
  }

  async function postStar(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button.name) body.append(button.name, button.value);
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", credentials: "same-origin", headers, body });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  function applyStar(form, button, { starred, count, seq, action, label }) {
    const text = form.querySelector("[data-label]");
    const spoken = button.getAttribute("aria-label");
    if (spoken && text) button.setAttribute("aria-label", spoken.replace(text.textContent, label));
    if (text) text.textContent = label;
    button.setAttribute("aria-pressed", String(starred));
    form.setAttribute("action", action);
    const beside = form.parentElement.querySelector('[data-live="stars"]');
    const topic = form.dataset.topic || beside?.dataset.topic;
    if (topic) setCount("stars", topic, count, seq);
  }

  /* ---- Regions that can go stale ---- */

  const news = new Map(); // region -> how much is new
  const title = document.title;
  const stale = new Set(); // quiet regions, soon to be read again

  function updateRegions(event) {
    for (const region of all("[data-live-region]")) {
      if (!concerns(event, region)) continue;
      if ("liveQuiet" in region.dataset) refreshSoon(region);
      else announce(region, Number(event.data.commits) || 1);
    }
  }

  function concerns(event, region) {
    const { topic, kinds, ref, within } = region.dataset;
    return event.seq > seqOf(region)
      && list(kinds).includes(event.kind)
      && list(topic).some(name => event.topics.includes(name))
      && (!ref || ref === event.data.ref)
      && (!within || [event.repo, event.data.from].some(name => name?.startsWith(`${within}/`)));
  }

  function announce(region, more) {
    const slot = region.querySelector(".sf-live-slot");
    if (!slot) return;
    news.set(region, (news.get(region) || 0) + more);
    const pill = slot.querySelector(".sf-live") || slot.appendChild(newPill());
    pill.lastChild.textContent = counted(news.get(region), region.dataset);
    showTitle();
  }

  function newPill() {
    const pill = document.createElement("a");
    pill.className = "sf-live";
    pill.href = location.pathname + location.search;
    pill.append(icon("arrow-up"), document.createTextNode(""));
    return pill;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "sf-icon sf-icon--s");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${root.dataset.icons}#${name}`);
    svg.append(use);
    return svg;
  }

  function showTitle() {
    const n = [...news.values()].reduce((sum, more) => sum + more, 0);
    document.title = n ? `(${n}) ${title}` : title;
  }

  async function showNews(event) {
    const pill = event.target.closest(".sf-live-slot .sf-live");
    if (!pill || !isPlain(event)) return;
    event.preventDefault();
    const region = pill.closest("[data-live-region]");
    try {
      const [fresh] = await refresh([region]);
      fresh.tabIndex = -1;
      fresh.focus({ preventScroll: true });
    } catch {
      location.assign(pill.href);
    }
  }

  const isPlain = event => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  /** Waits a little: several events often come together, and all who look at a page should not ask at once. */
  function refreshSoon(region) {
    if (!stale.size) {
      later(500 + Math.random() * 1500, () => {
        refresh([...stale]).catch(() => {});
        stale.clear();
      });
    }
    stale.add(region);
  }

  /** Reads the page again and puts its regions in the place of these. */
  async function refresh(regions) {
    const answer = await fetch(location.pathname + location.search, { credentials: "same-origin", cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.status);
    const page = parse(await answer.text());
    return regions.map(region => replace(region, page)).filter(Boolean);
  }

  const parse = html => new DOMParser().parseFromString(html, "text/html");

  function replace(old, page) {
    const fresh = old.id && page.getElementById(old.id);
    if (!fresh) throw new Error(`There is no #${old.id}`);
    fresh.dataset.seq ||= page.documentElement.dataset.seq || live.seq || 0;
    old.replaceWith(document.adoptNode(fresh));
    news.delete(old);
    showTitle();
    enhance(fresh);
    return fresh;
  }

  /** Puts in what the server was still working out when it sent the page: 200 is the answer, 202 means not yet. */
  async function fill(place, wait = 600) {
    const answer = await fetch(place.dataset.liveFill, { credentials: "same-origin" });
    if (answer.status === 200) {
      const page = parse(await answer.text());
      page.getElementById(place.id)?.removeAttribute("data-live-fill");
      replace(place, page);
    } else if (answer.status === 202 && wait < 10000) {
      later(wait, () => fill(place, wait * 2).catch(() => {}));
    }
  }

  /* ---- Copying ---- */

  async function copy(event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = button.parentElement.querySelector("input, textarea");
    const text = button.dataset.copy || field?.value || "";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyOldWay(text); // without https there is no clipboard
      button.focus();
    }
    sayCopied(button);
  }

  function copyOldWay(text) {
    const field = document.createElement("textarea");
    field.className = "sf-vh";
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  function sayCopied(button) {
    if (button.dataset.copied) return;
    const use = button.querySelector("use");
    const words = button.querySelector("span") || (use ? null : button);
    const label = button.getAttribute("aria-label");
    const before = { label, text: words?.textContent, href: use?.getAttribute("href") };
    const show = face => {
      if (label !== null) button.setAttribute("aria-label", face.label);
      if (words) words.textContent = face.text;
      if (use) use.setAttribute("href", face.href);
    };
    button.dataset.copied = "yes";
    const copied = said("script.copied");
    show({ label: copied, text: copied, href: `${root.dataset.icons}#check` });
    later(2000, () => {
      show(before);
      delete button.dataset.copied;
    });
  }

  /* ---- Menus and keys ---- */

  function closeMenus(except) {
    for (const menu of all("details.sf-menu[open]")) {
      if (!menu.contains(except)) menu.open = false;
    }
  }

  function pressKey(event) {
    if (event.key === "Escape") leaveMenu();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
    if (event.key === "/") {
      const field = document.querySelector('input[type="search"]');
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
  }

  function leaveMenu() {
    const within = document.activeElement?.closest("details.sf-menu[open]");
    closeMenus(null);
    within?.querySelector("summary").focus();
  }

  /* ---- Lines of code: #L3-L9 ---- */

  const lineOf = row => Number(row.id.slice(1));
  const lines = () => all(".sf-code tr[id]").filter(row => /^L\d+$/.test(row.id));

  function rangeOf(hash) {
    const found = /^#L(\d+)(?:-L?(\d+))?$/.exec(hash);
    return found && [Number(found[1]), Number(found[2] || found[1])];
  }

  function extendRange(event) {
    const row = event.target.closest(".sf-n a") && event.target.closest("tr[id]");
    const from = rangeOf(location.hash);
    if (!row || !/^L\d+$/.test(row.id) || !from || !event.shiftKey) return;
    event.preventDefault();
    const [first, last] = [from[0], lineOf(row)].sort((a, b) => a - b);
    location.hash = first === last ? `L${first}` : `L${first}-L${last}`;
  }

  /** A single line needs no script: it is the target of the address. */
  function showRange(block) {
    const range = rangeOf(location.hash);
    const many = range && range[0] < range[1];
    const chosen = many ? lines().filter(row => lineOf(row) >= range[0] && lineOf(row) <= range[1]) : [];
    all(".sf-code .is-on").forEach(row => row.classList.remove("is-on"));
    chosen.forEach(row => row.classList.add("is-on"));
    chosen[0]?.scrollIntoView({ block });
  }

  /* ---- Beginning ---- */

  /** On a narrow screen the tab that is shown may lie outside. */
  function showTab(tab) {
    tab.parentNode.scrollLeft = tab.offsetLeft - tab.parentNode.offsetLeft - 48;
  }

  function enhance(within) {
    all("[data-copy][hidden]", within).forEach(button => { button.hidden = false; });
    const open = all("[data-live-fill]", within);
    if (within.dataset?.liveFill) open.push(within);
    open.forEach(place => fill(place).catch(() => {}));
  }

  document.addEventListener("submit", submitStar);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("click", event => {
    closeMenus(event.target);
    copy(event);
    extendRange(event);
    showNews(event);
  });
  addEventListener("hashchange", () => showRange("nearest"));
  setInterval(refreshTimes, 60000);
  enhance(document);
  all(".sf-tabs [aria-current]").forEach(showTab);
  showRange("center");
  startLive();
})();
