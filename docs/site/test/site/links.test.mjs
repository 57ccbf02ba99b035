import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Parser } from 'htmlparser2'
import { fileOf, htmlFiles } from './built-site.mjs'

/** The links of a page, and the anchors that it has. */
function read(path) {
  const links = []
  const anchors = new Set()
  const parser = new Parser({
    onopentag(name, { id, href, src, name: anchor }) {
      links.push(...[href, src].filter((link) => link !== undefined))
      anchors.add(id).add(name === 'a' ? anchor : id)
    },
  })
  parser.end(readFileSync(fileOf(path), 'utf8'))
  return { links, anchors }
}

test('each link within the site leads to a file, and to an anchor of it', () => {
  const pages = new Map(htmlFiles().map((path) => [path, read(path)]))
  const dead = []
  let checked = 0
  for (const [path, { links }] of pages) {
    for (const link of links) {
      const target = new URL(link, `http://site${path}`)
      if (target.host !== 'site') {
        continue
      }
      checked++
      const file = target.pathname.replace(/\/$/, '/index.html')
      const anchor = decodeURIComponent(target.hash.slice(1))
      if (!fileOf(target.pathname)) {
        dead.push(`${path}: ${link}`)
      } else if (anchor !== '' && !path.startsWith('/api/') && !pages.get(file)?.anchors.has(anchor)) {
        // Javadoc of JDK 17 links to anchors that it does not write.
        dead.push(`${path}: ${link} (no such anchor)`)
      }
    }
  }
  assert.ok(dead.length === 0, `dead links:\n${dead.join('\n')}`)
  assert.ok(checked > pages.size)
})

test('the site has the Javadoc and the catalog', () => {
  for (const path of ['/api/runtime/index.html', '/api/test/index.html', '/catalog/index.html']) {
    assert.ok(fileOf(path), path)
  }
})
