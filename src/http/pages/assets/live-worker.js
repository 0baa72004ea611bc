// One stream for all tabs of one person in this browser.
import { openStream } from './stream.js';

const ports = new Set();
let stream;
let last = 0;

function tell(message) {
  if (message.index !== undefined) last = message.index;
  if (message.over) stream = undefined;
  for (const port of ports) port.postMessage(message);
}

function join(port, { person, seen }) {
  ports.add(port);
  if (stream === undefined) {
    last = seen;
    stream = openStream({ person, seen }, tell);
  } else if (seen < last) port.postMessage({ about: ['*'], index: last });
}

function leave(port) {
  ports.delete(port);
  if (ports.size > 0) return;
  stream?.close();
  stream = undefined;
}

self.addEventListener('connect', ({ ports: [port] }) => {
  port.addEventListener('message', ({ data }) => (data.leave ? leave(port) : join(port, data)));
  port.start();
});
