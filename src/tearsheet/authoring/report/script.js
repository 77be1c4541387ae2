"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const page = document.getElementById("page");
  const article = document.getElementById("article");
  const bar = document.querySelector(".bar");
  const said = document.getElementById("said");
  const unpin = document.getElementById("unpin");
  const wide = matchMedia("screen and (min-width: 64rem)");

  // key of a field or rule -> every element that belongs to it, on both sides
  const members = new Map();
  for (const element of all("[data-f]")) {
    const key = element.dataset.f;
    if (!members.has(key)) members.set(key, []);
    members.get(key).push(element);
  }
  const of = (key) => members.get(key) ?? [];
  const keyOf = (target) => target instanceof Element ? target.closest("[data-f]")?.dataset.f : undefined;

  let hovered, focused, pinned;
  let lit = new Set();

  function light() {
    const wanted = new Set([hovered, focused, pinned].filter(Boolean));
    for (const key of lit) if (!wanted.has(key)) for (const each of of(key)) each.classList.remove("lit");
    for (const key of wanted) if (!lit.has(key)) for (const each of of(key)) each.classList.add("lit");
    lit = wanted;
  }

  function press(key, on) {
    for (const each of of(key)) {
      each.classList.toggle("pinned", on);
      const button = each.matches("button") ? each : each.querySelector("button");
      button.setAttribute("aria-pressed", String(on));
    }
  }

  function pin(key) {
    if (pinned) press(pinned, false);
    pinned = key === pinned ? undefined : key;
    if (pinned) press(pinned, true);
    unpin.hidden = !pinned;
    const name = pinned && of(pinned).find((each) => each.matches("button.name"));
    said.textContent = name ? `${name.textContent}: ${name.nextElementSibling.textContent}` : "Nothing is pinned";
    light();
  }

  function inSight(element) {
    const box = element.getBoundingClientRect();
    const pane = wide.matches && article.contains(element) ? article.getBoundingClientRect() : undefined;
    const top = pane?.top ?? bar.getBoundingClientRect().bottom;
    return box.top >= top && box.top < Math.min(innerHeight, pane?.bottom ?? innerHeight) - 16;
  }

  // Lines out of sight have but an estimated height. As they come near they take their own, and may push the element
  // out of sight again; so look once more in the next frames.
  function bring(element, frames = 4) {
    if (!inSight(element)) element.scrollIntoView({ block: "center" });
    if (frames) requestAnimationFrame(() => bring(element, frames - 1));
  }

  // Bring the other side's part of a field into sight; on a narrow screen only when asked for.
  function reveal(key, from, asked) {
    const other = page.contains(from) ? article : page;
    if (!asked && (other === page || !wide.matches)) return;
    const there = of(key).filter((each) => other.contains(each) && each.matches(".part, button"));
    if (there.length && !there.some(inSight)) bring(there[0]);
  }

  document.addEventListener("pointerover", (event) => { hovered = keyOf(event.target); light(); });
  document.documentElement.addEventListener("pointerleave", () => { hovered = undefined; light(); });
  document.addEventListener("focusin", (event) => {
    focused = keyOf(event.target);
    light();
    if (focused) reveal(focused, event.target, false);
    if (event.target.matches(".part > .role")) rove(event.target, false);
  });
  document.addEventListener("focusout", () => { focused = undefined; light(); });
  document.addEventListener("click", (event) => {
    const key = keyOf(event.target);
    if (!key || event.target.closest("a") || String(getSelection())) return;
    pin(key);
    if (pinned) reveal(key, event.target, true);
  });
  unpin.addEventListener("click", () => pin(pinned));

  // The buttons of the lines are one stop for the Tab key; the arrow keys go from one to the next.
  const roles = all(".part > .role", page).filter((each) => each.matches("button"));
  let current = roles[0];
  if (current) current.tabIndex = 0;
  function rove(to, focus = true) {
    if (!to) return;
    current.tabIndex = -1;
    current = to;
    current.tabIndex = 0;
    if (focus) current.focus();
  }

  const unexplained = all(".part.unexplained", page);
  let step = -1;
  function go(by) {
    if (!unexplained.length) return;
    const at = unexplained.indexOf(document.activeElement);
    if (at >= 0) step = at;
    step = step < 0 && by < 0 ? unexplained.length - 1 : (step + by + unexplained.length) % unexplained.length;
    unexplained[step].focus({ preventScroll: true });
    bring(unexplained[step]);
  }
  document.getElementById("next")?.addEventListener("click", () => go(1));
  document.getElementById("previous")?.addEventListener("click", () => go(-1));

  const keys = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && pinned) pin(pinned);
    else if (keys?.checked && event.key === "n") go(1);
    else if (keys?.checked && event.key === "p") go(-1);
    else if (event.target.matches(".part > .role")) {
      const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const end = { Home: roles[0], End: roles.at(-1) }[event.key];
      if (!to && !end) return;
      event.preventDefault();
      rove(end ?? roles[roles.indexOf(event.target) + to]);
    }
  });
})();
