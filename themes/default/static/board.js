// Keeps a board true. The page is whole without it. When something happens, the page is read again and what is different is
// changed: one event, one line. The socket only hints; so nothing is missed, whatever was lost on the way.
(() => {
  "use strict";

  const SILENT = 30000; // no sign of life for so long is not live any more
  const DEAD = 60000; // and after this the connection is given up
  const OLD = 300000; // what a lost connection showed last is grey by then
  const READ_AGAIN = 60000; // numbers and days go on although nothing happens

  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const isScreen = Boolean(root.dataset.screen) || location.hash === "#screen";

  /* ---- Time is the server's: the clock of the machine may be wrong by years ---- */

  const server = { millis: Number(root.dataset.millis), at: performance.now() };
  const now = () => server.millis + performance.now() - server.at;

  function setClock(page) {
    server.millis = Number(page.dataset.millis);
    server.at = performance.now();
  }

  function timeOfDay(millis) {
    const options = { timeStyle: "short", timeZone: zone() };
    return new Intl.DateTimeFormat(root.dataset.language, options).format(millis);
  }

  /** Names of zones as Java has them that browsers do not know are shown in UTC. */
  function zone() {
    try {
      new Intl.DateTimeFormat("en", { timeZone: root.dataset.zone });
      return root.dataset.zone;
    } catch {
      return "UTC";
    }
  }

  function age(millis) {
    const words = one("[data-ages]").dataset;
    const minutes = Math.floor(millis / 60000);
    if (minutes < 1) return words.now;
    if (minutes < 60) return words.minutes.replace("{0}", minutes);
    if (minutes < 1440) return words.hours.replace("{0}", Math.floor(minutes / 60));
    return words.days.replace("{0}", Math.floor(minutes / 1440));
  }

  function setAges(within) {
    for (const time of all("time[datetime]", within)) {
      const words = age(Math.max(0, now() - Date.parse(time.dateTime)));
      if (time.textContent !== words) time.textContent = words;
    }
  }

  /* ---- Reading the page again ---- */

  const live = {
    socket: null,
    seq: Number(root.dataset.seq),
    topics: "",
    heardAt: performance.now(),
    lostAt: 0, // by the server's clock; 0 while connected
    readAt: performance.now(),
    tries: 0,
    ended: false,
    reading: false,
    again: false,
  };

  async function read() {
    if (live.reading) {
      live.again = true;
      return;
    }
    live.reading = true;
    try {
      do {
        live.again = false;
        await readOnce();
      } while (live.again);
    } finally {
      live.reading = false;
    }
  }

  async function readOnce() {
    const options = { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(15000) };
    const answer = await fetch(location.pathname, options);
    if ([401, 403, 404].includes(answer.status) || answer.redirected) return end();
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (scriptsOf(page) !== scriptsOf(document)) return location.reload();
    take(page);
  }

  const scriptsOf = page => all("script[src]", page).map(script => script.getAttribute("src")).join();

  function take(page) {
    const fresh = page.documentElement;
    // A board that anybody may see is still there for a screen that was taken away, but not as its screen.
    if (root.dataset.screen && fresh.dataset.screen !== root.dataset.screen) return end();
    live.readAt = performance.now();
    live.seq = Math.max(live.seq, Number(fresh.dataset.seq));
    live.ended = false;
    setClock(fresh);
    setAges(page);
    show(one("main", page), turned);
    for (const name of ["class", "data-language", "data-zone", "data-turn", "data-next", "data-scheme"]) {
      const value = fresh.getAttribute(name);
      if (value !== null && root.getAttribute(name) !== value) root.setAttribute(name, value);
    }
    for (const part of all("[data-part]")) morph(part, one(`[data-part="${part.dataset.part}"]`, page));
    setLooks();
    const ticket = one("meta[name=ws_token]", page);
    if (!live.socket || ticket.dataset.topics !== live.topics) connect(ticket);
  }

  /* ---- The connection ---- */

  function connect(ticket) {
    hangUp();
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/-/live`, ["starforge.v1", ticket.content]);
    live.socket = socket;
    live.topics = ticket.dataset.topics;
    live.heardAt = performance.now();
    socket.onmessage = message => socket === live.socket && hear(JSON.parse(message.data));
    socket.onclose = close => socket === live.socket && lose(close.code);
  }

  function hear(message) {
    live.heardAt = performance.now();
    if (message.type === "hello") {
      live.lostAt = 0;
      live.tries = 0;
      live.socket.send(JSON.stringify({ op: "resume", after: live.seq }));
      setLooks();
    } else if (message.type === "event") {
      happen(message);
    } else if (message.type === "reload") {
      readOrLose();
    }
  }

  function happen(event) {
    if (event.kind === "screen") obey(event.data);
    if (event.seq > live.seq || event.kind === "board") readOrLose();
  }

  function readOrLose() {
    read().catch(() => lose(0));
  }

  function hangUp() {
    const socket = live.socket;
    live.socket = null;
    socket?.close();
  }

  /** Comes back after a random time that grows, so that a restarted server is not met by all screens at once. */
  function lose(code) {
    hangUp();
    live.lostAt ||= now();
    setLooks();
    const refused = code >= 4100 && code <= 4199;
    const delay = refused ? 0 : Math.random() * Math.min(8000, 500 * 2 ** Math.min(live.tries++, 5));
    clearTimeout(lose.timer);
    lose.timer = setTimeout(readOrLose, delay);
  }

  /** The board is not ours any more, or not there; somebody may change that, so it is asked for now and then. */
  function end() {
    hangUp();
    live.ended = true;
    live.lostAt ||= now();
    setLooks();
    clearTimeout(lose.timer);
    lose.timer = setTimeout(readOrLose, 30000);
  }

  function checkLife() {
    const silence = performance.now() - live.heardAt;
    if (live.socket && silence > DEAD) return lose(0);
    if (live.socket?.readyState === WebSocket.OPEN) live.socket.send('{"op":"ping"}');
    if (live.socket && performance.now() - live.readAt > READ_AGAIN) readOrLose();
  }

  /* ---- What is said of the connection ---- */

  function state() {
    if (live.ended) return "ended";
    if (live.lostAt) return "lost";
    return performance.now() - live.heardAt > SILENT ? "stale" : "live";
  }

  function setLooks() {
    const is = state();
    const place = one("[data-state]");
    const since = is === "stale" ? now() - (performance.now() - live.heardAt) : live.lostAt;
    const words = (place.dataset[is] || "").replace("{0}", timeOfDay(since));
    const look = is === "live" ? "" : is === "stale" ? "is-stale" : "is-lost";
    if (place.textContent.trim() !== words || place.className !== look) {
      const dot = document.createElement("span");
      dot.className = "sf-dot";
      place.className = look;
      place.replaceChildren(...(is === "live" ? [dot] : []), words);
    }
    root.classList.toggle("sf-is-old", live.lostAt > 0 && now() - live.lostAt > OLD);
    root.classList.toggle("sf-is-turning", turnLength() > 0);
    if (!word && is !== said) beat();
  }

  function tick() {
    const clock = one("[data-clock]");
    const words = timeOfDay(now());
    if (clock.textContent !== words) {
      clock.textContent = words;
      setAges(document);
    }
    setLooks();
    turnOn();
  }

  /* ---- Panels and boards that take turns ---- */

  let turned = 0;
  let turnedAt = performance.now();
  const startedAt = performance.now();
  const turnLength = () => 1000 * Number(root.dataset.turn || 0);

  function show(main, index) {
    const panels = [...main.children];
    panels.forEach((panel, i) => { panel.hidden = turnLength() > 0 && i !== index % panels.length; });
  }

  function turnOn() {
    if (turnLength() && performance.now() - turnedAt >= turnLength()) {
      turnedAt = performance.now();
      show(one("main"), ++turned);
    }
    const panels = turnLength() ? one("main").children.length : 0;
    const shownLong = performance.now() - startedAt >= Math.max(60000, turnLength() * panels);
    if (root.dataset.next && shownLong && state() === "live" && !turnOn.leaving) leaveFor(root.dataset.next);
  }

  /** Goes to another page only when it is there. */
  async function leaveFor(address) {
    turnOn.leaving = true;
    try {
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(15000) });
      if (answer.ok) return location.replace(address);
    } catch {
      // Stays here and tries again.
    }
    setTimeout(() => { turnOn.leaving = false; }, 30000);
  }

  /* ---- What the one who looks after the screens wants ---- */

  let word = "";

  function obey(order) {
    if (String(order.screen) !== root.dataset.screen) return;
    if (order.order === "identify") identify();
    if (order.order === "reload") leaveFor(order.to || location.pathname);
    if (order.order === "restart") { word = "restart"; beat(); }
  }

  function identify() {
    const place = one("[data-identify]");
    place.hidden = false;
    clearTimeout(identify.timer);
    identify.timer = setTimeout(() => { place.hidden = true; }, 15000);
  }

  /** The title is read from outside the browser: it moves while the page lives, and says how it is. */
  let beats = 0;
  let said = "";

  function beat() {
    said = word || state();
    if (isScreen) document.title = `starforge ${said} ${++beats}`;
  }

  show(one("main"), 0);
  live.lostAt = now();
  connect(one("meta[name=ws_token]"));
  setLooks();
  setInterval(tick, 1000);
  setInterval(beat, 5000);
  setInterval(checkLife, 10000);
  addEventListener("online", () => live.socket || readOrLose());
})();
