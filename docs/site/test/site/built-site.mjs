import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../target/site', import.meta.url))

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The paths of the HTML files of the site, which begin with a slash. */
export function htmlFiles() {
  return readdirSync(folder, { recursive: true })
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.html'))
    .sort()
}

/** The file that a path leads to; nothing if there is none. */
export function fileOf(path) {
  const file = join(folder, decodeURIComponent(path), path.endsWith('/') ? 'index.html' : '')
  return existsSync(file) && statSync(file).isFile() ? file : undefined
}

/** Serves the site at a free port. */
export async function serve() {
  const server = createServer((request, response) => {
    const file = fileOf(new URL(request.url, 'http://localhost').pathname)
    if (file) {
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
      createReadStream(file).pipe(response)
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
