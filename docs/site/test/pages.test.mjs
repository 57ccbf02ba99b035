import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { createMarkdownRenderer, disposeMdItInstance } from 'vitepress'
import { rewriteLinks } from '../.vitepress/links.mjs'
import { Pages } from '../.vitepress/pages.mjs'
import { sidebar } from '../.vitepress/sidebar.mjs'

let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'moonlet-site-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function pagesOf(files) {
  for (const [file, text] of Object.entries({ 'CHANGELOG.md': '# Changelog\n', ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return Pages.of(root)
}

test('pages are where the command line says', () => {
  const pages = pagesOf({ 'README.md': '', 'docs/scripts.md': '', 'docs/checks/README.md': '', 'docs/checks/global-write.md': '' })
  assert.equal(pages.address('docs/checks/global-write.md'), '/checks/global-write.html')
  assert.equal(pages.address('docs/checks/README.md'), '/checks/')
  assert.equal(pages.address('docs/scripts.md'), '/scripts.html')
  assert.equal(pages.address('README.md'), '/')
})

test('files beside the pages are not on the site', () => {
  const pages = pagesOf({ 'README.md': '', 'CONTRIBUTING.md': '', 'docs/scripts.md': '', 'examples/README.md': '' })
  assert.deepEqual(pages.others().sort(), ['CONTRIBUTING.md', 'docs/site/**', 'examples/**'])
})

test('the sidebar is the list of the README, in groups, with the pages of folders below theirs', () => {
  const pages = pagesOf({
    'README.md':
      '[A](docs/a.md)\n\n## More\n\n- [B page](docs/b.md): with [the `c`](docs/c.md) and [a gone page](docs/gone.md)\n\n' +
      '### Tools\n\n- [Checks](docs/checks/README.md), and [one](docs/checks/one.md)\n- [Examples](examples)\n- [Changes](CHANGELOG.md)\n',
    'docs/a.md': '',
    'docs/b.md': '',
    'docs/c.md': '',
    'docs/checks/README.md': '[two](two.md) [one](one.md#part) [b](../b.md)',
    'docs/checks/one.md': '',
    'docs/checks/two.md': '',
    'docs/checks/unlinked.md': '# The `third`\n',
  })
  assert.deepEqual(sidebar(pages), [
    {
      text: 'Start',
      items: [
        { text: 'B page', link: '/b.html' },
        { text: 'The c', link: '/c.html' },
      ],
    },
    {
      text: 'Tools',
      items: [
        {
          text: 'Checks',
          link: '/checks/',
          collapsed: true,
          items: [
            { text: 'two', link: '/checks/two.html' },
            { text: 'one', link: '/checks/one.html' },
            { text: 'The third', link: '/checks/unlinked.html' },
          ],
        },
        { text: 'Changes', link: '/changelog.html' },
      ],
    },
  ])
})

test('links between files lead to pages of the site, others to the repository', async () => {
  const pages = pagesOf({ 'README.md': '', 'docs/a.md': '', 'docs/checks/README.md': '', 'examples/App.java': '' })
  const render = async (browsable, text) => {
    disposeMdItInstance() // VitePress keeps one
    const md = await createMarkdownRenderer(root, { config: (md) => rewriteLinks(md, pages, root, browsable) })
    return md.renderInline(text, { realPath: join(root, 'docs/a.md') })
  }
  const hrefs = (html) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  const text = '[a](../README.md#more) [b](checks/README.md) [c](../examples/App.java#L3) [d](#e) [f](gone.md)'
  assert.deepEqual(hrefs(await render('https://code.example/moonlet', text)), [
    '/#more',
    '/checks/',
    'https://code.example/moonlet/blob/HEAD/examples/App.java#L3',
    '#e',
    './gone.html',
  ])
  assert.match(await render('', '[an *app*](../examples/App.java), [`examples`](../examples)'), /^an <em>app<\/em> \(examples\/App.java\), <code[^>]*>examples<\/code>$/)
})
