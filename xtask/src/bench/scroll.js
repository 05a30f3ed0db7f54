// Scrolls ten rows a frame, and notes how long the list works on each frame and how far the frames lie apart.
const done = arguments[arguments.length - 1];
const find = () => document.querySelector('#items');
const height = find().querySelector('.row').getBoundingClientRect().height;
const work = [], frames = [];
// The window holds the channel: what nothing else holds may be collected while its message is on its way, and never arrives.
const { port1, port2 } = window.__channel = new MessageChannel();
const afterEverything = () => new Promise(go => { port1.onmessage = go; port2.postMessage(0); });
let last = 0, furthest = 0;
const frame = async now => {
  if (last) frames.push(now - last);
  last = now;
  // The list may have been drawn anew, and may have become shorter: an item leaves it whenever its time has come.
  const list = find();
  if (!list) return done({ fault: 'the list has gone' });
  const end = Math.min(10_000 * height, list.scrollHeight - list.clientHeight);
  const began = performance.now();
  list.scrollTop = Math.min(list.scrollTop + 10 * height, end);
  list.dispatchEvent(new Event('scroll'));
  await afterEverything();
  list.querySelector('.row:last-child')?.getBoundingClientRect();
  work.push(performance.now() - began);
  // Where it came no further it is at its end, whatever its height says: a scroll that waits for more would wait for ever.
  const isFurther = list.scrollTop > furthest;
  furthest = Math.max(furthest, list.scrollTop);
  if (isFurther && list.scrollTop < end - 1) requestAnimationFrame(frame);
  else done({ work, frames, rows: Math.round(list.scrollTop / height), of: Math.round(end / height) });
};
setTimeout(() => done({ fault: 'a frame did not come' }), 200_000);
requestAnimationFrame(frame);
