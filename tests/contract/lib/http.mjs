// A client that sends exactly the bytes it is told to: URL classes and node's own client tidy up addresses and headers.
import net from 'node:net';
import zlib from 'node:zlib';

const TIMEOUT = 15_000;

export class Client {
  #idle = [];

  /** With a key, every request is sent with it that says nothing of its own. */
  constructor(baseUrl, key = null) {
    this.key = key;
    const url = new URL(baseUrl);
    if (url.protocol !== 'http:') throw new Error('Give an http: address.');
    this.host = url.hostname;
    this.port = Number(url.port || 80);
    this.authority = url.host;
    this.origin = url.origin;
    this.requests = 0;
  }

  /** Sends {method, target, headers, body} and answers {status, headers, body, text, json}. */
  async send({ method = 'GET', target, headers = [], body = null }) {
    const lines = [`${method} ${target} HTTP/1.1`];
    if (!says(headers, 'host')) lines.push(`Host: ${this.authority}`);
    if (this.key && !says(headers, 'authorization')) lines.push(`Authorization: Bearer ${this.key}`);
    for (const [name, value] of headers) lines.push(`${name}: ${value}`);
    if (body !== null) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
    const bytes = Buffer.concat([Buffer.from(lines.join('\r\n') + '\r\n\r\n', 'latin1'), Buffer.from(body ?? '')]);
    return this.sendBytes(bytes, method);
  }

  async sendBytes(bytes, method = 'GET') {
    this.requests++;
    const sent = performance.now();
    const answer = await this.#sendOver(bytes, method);
    answer.milliseconds = Math.round(performance.now() - sent);
    return answer;
  }

  async #sendOver(bytes, method) {
    const kept = this.#idle.pop();
    if (kept) {
      try {
        return await this.#exchange(kept, bytes, method);
      } catch (error) {
        // The server may close a connection while nothing is under way; anything later counts.
        if (!error.beforeAnswer) throw error;
      }
    }
    return this.#exchange(await this.#connect(), bytes, method);
  }

  close() {
    for (const socket of this.#idle.splice(0)) socket.destroy();
  }

  #connect() {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: this.host, port: this.port, noDelay: true }, () => resolve(socket));
      socket.once('error', reject);
    });
  }

  #exchange(socket, bytes, method) {
    return new Promise((resolve, reject) => {
      let received = Buffer.alloc(0);
      const finish = (act) => {
        clearTimeout(timer);
        socket.removeAllListeners();
        socket.on('error', () => {});
        act();
      };
      const fail = (message) => finish(() => {
        socket.destroy();
        reject(Object.assign(new Error(message), { beforeAnswer: received.length === 0 }));
      });
      const timer = setTimeout(() => fail('no complete answer in 15 seconds'), TIMEOUT);
      const read = (ended) => {
        const answer = parse(received, method, ended);
        if (!answer) return ended ? fail('the connection was closed without a complete answer') : undefined;
        finish(() => {
          if (ended || answer.close) socket.destroy();
          else {
            socket.on('close', () => { this.#idle = this.#idle.filter((other) => other !== socket); });
            this.#idle.push(socket);
          }
          resolve(answer);
        });
      };
      socket.removeAllListeners();
      socket.on('data', (chunk) => { received = received.length ? Buffer.concat([received, chunk]) : chunk; read(false); });
      socket.on('end', () => read(true));
      socket.on('error', (error) => fail(`the connection broke: ${error.code}`));
      socket.on('close', () => fail('the connection was closed without a complete answer'));
      socket.write(bytes);
    });
  }
}

function parse(received, method, ended) {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [statusLine, ...lines] = received.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.add(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const rest = received.subarray(headEnd + 4);
  const answer = { status, headers, close: /close/i.test(headers.get('connection') ?? '') };
  let body;
  if (method === 'HEAD' || status === 304 || status === 204 || status < 200) {
    body = rest;
  } else if (/^text\/event-stream/.test(headers.get('content-type') ?? '')) {
    // It never ends.
    answer.close = true;
    answer.isStream = true;
    body = Buffer.alloc(0);
  } else if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) {
    const parts = [];
    let at = 0;
    for (;;) {
      const lineEnd = rest.indexOf('\r\n', at);
      if (lineEnd < 0) return null;
      const size = parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16);
      if (rest.length < lineEnd + 2 + size + 2) return null;
      if (size === 0) break;
      parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
      at = lineEnd + 2 + size + 2;
    }
    body = Buffer.concat(parts);
  } else if (headers.has('content-length')) {
    const length = Number(headers.get('content-length'));
    if (rest.length < length) return null;
    body = rest.subarray(0, length);
  } else {
    if (!ended) return null;
    body = rest;
  }
  answer.wire = Buffer.from(body);
  answer.body = decoded(answer.wire, headers.get('content-encoding'));
  answer.text = answer.body.toString('utf8');
  return answer;
}

function decoded(bytes, coding) {
  if (!bytes.length || !coding) return bytes;
  if (coding === 'br') return zlib.brotliDecompressSync(bytes);
  if (coding === 'gzip') return zlib.gunzipSync(bytes);
  if (coding === 'deflate') return zlib.inflateSync(bytes);
  throw new Error(`unknown Content-Encoding ${coding}`);
}

class Headers {
  #fields = new Map();

  add(name, value) {
    const key = name.toLowerCase();
    this.#fields.set(key, [...(this.#fields.get(key) ?? []), value]);
  }

  has(name) { return this.#fields.has(name.toLowerCase()); }

  get(name) { return this.#fields.get(name.toLowerCase())?.join(', ') ?? null; }

  entries() { return [...this.#fields].map(([name, values]) => [name, values.join(', ')]); }
}

const says = (headers, wanted) => headers.some(([name]) => name.toLowerCase() === wanted);

/** A request as a command that sends the same bytes, but for the key: that is `$KEY`. */
export function asCurl(client, { method = 'GET', target, headers = [], body = null }) {
  const parts = ['curl -si -g --path-as-is --max-time 15'];
  if (method === 'HEAD') parts.push('-I');
  else if (method !== 'GET') parts.push(`-X ${quote(method)}`);
  if (client.key && !says(headers, 'authorization')) parts.push('-H "Authorization: Bearer $KEY"');
  for (const [name, value] of headers) parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (body !== null) parts.push(`--data-binary ${quote(Buffer.from(body).toString('latin1'))}`);
  parts.push(quote(client.origin + target));
  return parts.join(' ');
}

function quote(text) {
  if (/[^\x20-\x7E]/.test(text)) {
    return `$'${text.replace(/[\\']/g, '\\$&').replace(/[^\x20-\x7E]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;
  }
  const single = (part) => `'${part.replaceAll("'", "'\\''")}'`;
  // Kilobytes of one repeated piece are written as a loop.
  return text
    .split(/((?:([A-Za-z0-9])\2{99,})|(?:((?:%[0-9A-Fa-f]{2}){1,4})\3{49,}))/)
    .map((part, index, all) => {
      if (index % 4 !== 1) return index % 4 === 0 && (part || all.length === 1) ? single(part) : '';
      const piece = all[index + 1] ?? all[index + 2];
      return `"$(printf '${piece.replaceAll('%', '%%')}%.0s' $(seq ${part.length / piece.length}))"`;
    })
    .join('');
}
