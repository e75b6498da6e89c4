// Speed for those who have scripts: every page works without.
"use strict";
(() => {
  // The parts of a page that another page or another edition puts something else into.
  const parts = [".mast nav", ".cut", "main", ".foot"];
  const fresh = document.querySelector(".fresh");
  let revision = Number(document.body.dataset.revision);
  let asked = 0;
  let touched = false;

  // show puts what is at an address in the place of what is shown; while somebody drags the day,
  // all but what they hold.
  async function show(address, push, dragged) {
    const mine = ++asked;
    let answer;
    try {
      answer = await fetch(address, { headers: { Accept: "text/html" } });
    } catch {
      return location.assign(address);
    }
    const text = await answer.text();
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (answer.redirected || !page.querySelector("main")) return location.assign(address);
    const held = document.activeElement && document.activeElement.id;
    for (const part of parts) {
      if (dragged && part === ".cut") continue;
      const now = document.querySelector(part);
      const next = page.querySelector(part);
      if (now && next) now.replaceWith(next);
    }
    document.querySelectorAll(".notice").forEach((n) => n.remove());
    page.querySelectorAll(".notice").forEach((n) => document.querySelector(".cut").before(n));
    document.title = page.title;
    document.body.dataset.minute = page.body.dataset.minute || "";
    revision = Number(page.body.dataset.revision);
    touched = false;
    if (push) history.pushState(null, "", address);
    ready();
    const again = held && document.getElementById(held);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  }

  // The form of the cut, and the links to the entries beside it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-cut], form.filter")) return;
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    show(form.getAttribute("action") + "?" + query, true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".steps a, .tabs a, .strip a, .mast nav a");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey &&
      !event.altKey;
    if (!link || !plain || link.origin !== location.origin) return;
    event.preventDefault();
    show(link.href, true);
  });
  addEventListener("popstate", () => show(location.href, false));

  // Up and down move the day in a field by one, with the shift key by a month.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches("[data-cut] input:not([type=hidden])")) return;
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    const from = field.value || document.querySelector("#asof").value;
    const day = new Date(from + "T00:00:00Z");
    if (Number.isNaN(day.getTime())) return;
    event.preventDefault();
    if (event.shiftKey) day.setUTCMonth(day.getUTCMonth() + by);
    else day.setUTCDate(day.getUTCDate() + by);
    field.value = day.toISOString().slice(0, 10);
    clearTimeout(field.waiting);
    field.waiting = setTimeout(() => field.form.requestSubmit(), 250);
  });

  // The day looked at can be dragged along the strip, and moved there by the keys of any slider.
  const iso = (days) => new Date(days * 86400000).toISOString().slice(0, 10);
  const number = (day) => Math.round(Date.parse(day + "T00:00:00Z") / 86400000);
  function scrubber() {
    const strip = document.querySelector(".strip[data-from]");
    const field = document.querySelector("#asof");
    if (!strip || !field || strip.querySelector("input")) return;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.id = "scrub";
    slider.min = number(strip.dataset.from);
    slider.max = number(strip.dataset.until);
    slider.value = number(field.value);
    slider.setAttribute("aria-label", "As of, along the strip");
    slider.setAttribute("aria-valuetext", field.value);
    strip.append(slider);
    const place = () => {
      const wide = getComputedStyle(strip.querySelector(".wide")).display !== "none";
      const drawn = strip.querySelector(wide ? ".wide" : ".narrow").getBoundingClientRect();
      const [left, right] = strip.dataset[wide ? "wide" : "narrow"].split(" ").map(Number);
      const thumb = 24;
      slider.style.left = left * drawn.width - thumb / 2 + "px";
      slider.style.maxWidth = `calc(100% + ${thumb / 2 - left * drawn.width + thumb / 2}px)`;
      slider.style.width = (right - left) * drawn.width + thumb + "px";
      slider.style.height = drawn.height + "px";
    };
    new ResizeObserver(place).observe(strip);
    place();
    const address = () => {
      field.value = iso(slider.value);
      slider.setAttribute("aria-valuetext", field.value);
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(field.form)) if (value) query.append(name, value);
      return field.form.getAttribute("action") + "?" + query;
    };
    let waiting = 0;
    slider.addEventListener("input", () => {
      const to = address();
      clearTimeout(waiting);
      waiting = setTimeout(() => show(to, false, true), 120);
    });
    slider.addEventListener("change", () => {
      clearTimeout(waiting);
      show(address(), true);
    });
  }
  document.addEventListener("input", (event) => {
    if (event.target.closest("form.record, form.filter, form.say")) touched = true;
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.closest("form.say")) touched = event.target.open;
  }, true);

  // Moments in the time of whoever looks, and what is left until then. A clock that is minutes off
  // that of the server is not believed.
  let skew = 0;
  function ready() {
    const off = new Date(document.body.dataset.minute) - Date.now();
    skew = Math.abs(off) > 150000 ? off : 0;
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const moment of document.querySelectorAll("time[data-local]")) {
      const at = new Date(moment.dateTime);
      if (Number.isNaN(at.getTime()) || moment.dataset.zone === here) continue;
      const local = document.createElement("span");
      local.className = "local";
      local.textContent = ", which is " + new Intl.DateTimeFormat("en-GB", {
        weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit",
        minute: "2-digit", hourCycle: "h23",
      }).format(at).replace(",", "") + " where you are";
      moment.parentElement.querySelector(".zone").after(local);
    }
    document.querySelectorAll("[data-until][data-live]").forEach(count);
    scrubber();
  }
  function count(left) {
    const now = Date.now() + skew;
    const minutes = Math.floor((new Date(left.dataset.until) - now) / 60000);
    if (!(minutes >= 0)) {
      if (minutes < 0 && !touched) show(location.href, false);
      return;
    }
    const days = Math.floor(minutes / 1440);
    left.textContent = (days ? days + " d " : "") + Math.floor(minutes / 60) % 24 + " h " +
      minutes % 60 + " min";
    const at = left.parentElement.querySelector("[data-now]");
    if (at) at.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit",
      hourCycle: "h23", timeZone: at.dataset.now }).format(now);
  }
  setInterval(() => document.querySelectorAll("[data-until][data-live]").forEach(count), 10000);

  // What somebody else records is there within a second. Nothing is taken from under the hands
  // of one who is filling in a form; one's own notes stand on many pages and are no reason to wait.
  const filling = "form.record:not([action='/notes'])";
  if (window.EventSource && document.body.dataset.changes) {
    const stream = new EventSource(document.body.dataset.changes + "?after=" + revision);
    stream.addEventListener("edition", (event) => {
      if (Number(event.data) === revision) return;
      if (!touched && !document.querySelector(filling)) return show(location.href, false);
      fresh.textContent = "Something has been recorded meanwhile. ";
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = "Show it";
      fresh.append(link);
      fresh.classList.remove("sr");
    });
    addEventListener("pagehide", () => stream.close());
  }
  ready();
})();
