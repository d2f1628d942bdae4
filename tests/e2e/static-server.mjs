// A plain static host for the end-to-end tests: dist in a sub-folder, with the headers of production.
// Everything outside of that folder is 404, so that a page that asks for `/file` is caught.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.env.E2E_PORT ?? 8123);
const folder = '/some/folder/';
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** The file that an address names, or nothing where it names none inside of dist. */
function fileFor(url) {
  const { pathname } = new URL(url, 'http://host');
  if (!pathname.startsWith(folder)) return undefined;
  const name = decodeURIComponent(pathname.slice(folder.length)) || 'index.html';
  const file = join(dist, name);
  return file.startsWith(dist) && !file.endsWith(sep) ? file : undefined;
}

createServer(async (request, response) => {
  try {
    const file = fileFor(request.url);
    const content = await readFile(file);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': content.length,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('There is no such file.');
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}${folder}`));
