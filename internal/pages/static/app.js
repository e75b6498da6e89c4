// Speed for those who have scripts: every page works without.
"use strict";
(() => {
  // The parts of a page that another page or another edition puts something else into.
  const parts = [".mast nav", ".cut", "main", ".foot"];
  const fresh = document.querySelector(".fresh");
  let revision = Number(document.body.dataset.revision);
  let asked = 0;
  let touched = false;

  // show puts what is at an address in the place of what is shown.
  async function show(address, push) {
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
      const now = document.querySelector(part);
      const next = page.querySelector(part);
      if (now && next) now.replaceWith(next);
    }
    document.querySelectorAll(".notice").forEach((n) => n.remove());
    page.querySelectorAll(".notice").forEach((n) => document.querySelector(".cut").before(n));
    document.title = page.title;
    revision = Number(page.body.dataset.revision);
    touched = false;
    if (push) history.pushState(null, "", address);
    const again = held && document.getElementById(held);
    if (again) again.focus({ preventScroll: true });
    ready();
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
  document.addEventListener("input", (event) => {
    if (event.target.closest("form.record, form.filter")) touched = true;
  });

  // Moments in the time of whoever looks, and what is left until then.
  function ready() {
    for (const moment of document.querySelectorAll("time[data-local]")) {
      const at = new Date(moment.dateTime);
      if (Number.isNaN(at.getTime()) || moment.nextElementSibling?.matches(".local")) continue;
      const local = document.createElement("span");
      local.className = "local quiet";
      local.textContent = " (" + new Intl.DateTimeFormat(undefined, {
        dateStyle: "medium", timeStyle: "short",
      }).format(at) + " where you are)";
      moment.after(local);
    }
    for (const left of document.querySelectorAll("[data-until][data-live]")) count(left);
  }
  function count(left) {
    const minutes = Math.floor((new Date(left.dataset.until) - Date.now()) / 60000);
    if (!(minutes >= 0)) return;
    const days = Math.floor(minutes / 1440);
    left.textContent = (days ? days + " d " : "") + Math.floor(minutes / 60) % 24 + " h " +
      minutes % 60 + " min";
  }
  setInterval(() => document.querySelectorAll("[data-until][data-live]").forEach(count), 20000);

  // What somebody else records is there within a second. Nothing is taken from under the hands
  // of one who is filling in a form.
  if (window.EventSource && document.body.dataset.changes) {
    const stream = new EventSource(document.body.dataset.changes + "?after=" + revision);
    stream.addEventListener("edition", (event) => {
      if (Number(event.data) === revision) return;
      if (!touched && !document.querySelector("form.record")) return show(location.href, false);
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
