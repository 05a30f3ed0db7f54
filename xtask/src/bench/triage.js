// Notes how long each press takes until the next item is painted: its row is the current one, and the work beside it is its own.
const current = () => document.querySelector('#items .row.current .what')?.textContent ?? '';
const shown = () => document.querySelector('#draft-subject')?.value ?? '';
// The generator ends each subject with a number of its own.
const number = words => /(\d+)\D*$/.exec(words)?.[1];
addEventListener('keydown', event => {
  const before = current();
  const look = () => {
    const now = current();
    if (now === before || number(now) === undefined || number(now) !== number(shown())) {
      requestAnimationFrame(look);
      return;
    }
    // A message that is sent while a frame is made arrives after it was painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.__took.push(performance.now() - event.timeStamp);
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
}, true);
