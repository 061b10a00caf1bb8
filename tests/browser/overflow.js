// What of the page lies beyond the right edge of the window, innermost elements only.
() => {
  const edge = document.documentElement.clientWidth;
  const root = new Set([document.documentElement, document.body]);

  // An element within a box that scrolls or clips by itself does not widen the page.
  const contained = (element) => {
    for (let box = element.parentElement; box && !root.has(box); box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };

  // Text that sticks out of its box is in no rectangle, only in the scroll width.
  const reach = (element) => {
    const { left, right } = element.getBoundingClientRect();
    const inside = getComputedStyle(element).overflowX !== "visible" && !root.has(element);
    return Math.max(right, inside ? right : left + element.scrollWidth);
  };

  const name = (element) =>
    element.tagName.toLowerCase() +
    (element.id ? `#${element.id}` : "") +
    [...element.classList].map((one) => `.${one}`).join("");

  const beyond = [...document.querySelectorAll("*")].filter(
    (element) =>
      element.getClientRects().length && reach(element) > edge + 0.5 && !contained(element),
  );
  return beyond
    .filter((element) => !beyond.some((other) => other !== element && element.contains(other)))
    .map((element) => `${name(element)} reaches ${Math.ceil(reach(element) - edge)}px beyond ${edge}px`);
}
