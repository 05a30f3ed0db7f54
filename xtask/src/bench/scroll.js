// Scrolls ten rows a frame, and notes how long the list works on each frame and how far the frames lie apart.
const done = arguments[arguments.length - 1];
const list = document.querySelector('#items');
const height = list.querySelector('.row').getBoundingClientRect().height;
const end = Math.min(10_000 * height, list.scrollHeight - list.clientHeight);
const work = [], frames = [];
const { port1, port2 } = new MessageChannel();
const afterEverything = () => new Promise(go => { port1.onmessage = go; port2.postMessage(0); });
let last = 0;
const frame = async now => {
  if (last) frames.push(now - last);
  last = now;
  const began = performance.now();
  list.scrollTop = Math.min(list.scrollTop + 10 * height, end);
  list.dispatchEvent(new Event('scroll'));
  await afterEverything();
  list.querySelector('.row:last-child')?.getBoundingClientRect();
  work.push(performance.now() - began);
  if (list.scrollTop < end - 1) requestAnimationFrame(frame);
  else done({ work, frames, rows: Math.round(end / height) });
};
requestAnimationFrame(frame);
