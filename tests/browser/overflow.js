// What of the page lies beyond the edge of the window to which the page scrolls, innermost elements
// only: the right edge, and the left one where the page is written from right to left.
() => {
  const edge = document.documentElement.clientWidth;
  const root = new Set([document.documentElement, document.body]);
  const turned = getComputedStyle(document.documentElement).direction === "rtl";

  // An element within a box that scrolls or clips by itself does not widen the page.
  const contained = (element) => {
    for (let box = element.parentElement; box && !root.has(box); box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };

  // How far it goes. Text that sticks out of its box is in no rectangle, only in the scroll width.
  const beyond = (element) => {
    const { left, right, width } = element.getBoundingClientRect();
    const inside = getComputedStyle(element).overflowX !== "visible" && !root.has(element);
    const whole = inside ? width : Math.max(width, element.scrollWidth);
    return turned ? whole - right : left + whole - edge;
  };

  const name = (element) =>
    element.tagName.toLowerCase() +
    (element.id ? `#${element.id}` : "") +
    [...element.classList].map((one) => `.${one}`).join("");

  const found = [...document.querySelectorAll("*")].filter(
    (element) => element.getClientRects().length && beyond(element) > 0.5 && !contained(element),
  );
  return found
    .filter((element) => !found.some((other) => other !== element && element.contains(other)))
    .map((element) => `${name(element)} reaches ${Math.ceil(beyond(element))}px beyond ${edge}px`);
}
