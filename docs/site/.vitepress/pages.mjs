import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

const AT_ROOT = { 'README.md': 'index.md', 'CHANGELOG.md': 'changelog.md' }

/** The Markdown files of the site, by their paths in the repository, and where they are on the site. */
export class Pages {
  #root
  #routes

  constructor(root, files) {
    this.#root = root
    this.#routes = new Map(files.map((file) => [file, route(file)]))
  }

  /** Those of a repository: the README, the changelog, and all in docs. */
  static of(root) {
    const docs = readdirSync(join(root, 'docs'), { recursive: true })
      .map((file) => `docs/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.md') && !file.startsWith('docs/site/'))
    return new Pages(root, [...Object.keys(AT_ROOT), ...docs.sort()])
  }

  /** What VitePress need not look through: the folders that are not docs, and the files beside them that are no pages. */
  others() {
    const entries = readdirSync(this.#root, { withFileTypes: true })
      .filter(({ name }) => name !== 'docs' && !this.has(name))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/**` : entry.name))
    return [...entries, 'docs/site/**']
  }

  rewrites() {
    return Object.fromEntries(this.#routes)
  }

  has(file) {
    return this.#routes.has(file)
  }

  /** The address of a page, which begins with a slash. */
  address(file) {
    return `/${this.#routes.get(file)}`.replace(/(index)?\.md$/, (_, index) => (index ? '' : '.html'))
  }

  text(file) {
    return readFileSync(join(this.#root, file), 'utf8')
  }

  title(file) {
    return plain(/^# (.*)/m.exec(this.text(file))?.[1] ?? file)
  }

  /** The links of a page, or of a part of it, to other pages: their files and texts, in order. */
  links(file, text = this.text(file)) {
    const links = []
    for (const [, label, target] of text.matchAll(/\[([^\]]+)\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g)) {
      const page = resolve(file, target)
      if (this.has(page)) {
        links.push({ page, text: plain(label) })
      }
    }
    return links
  }

  /** The pages in the folder that belongs to a page: that of its name, or its own if it is the README of a folder. */
  below(file) {
    const folder = file.replace(/(?:\/README)?\.md$/, '/')
    return [...this.#routes.keys()].filter((other) => other !== file && other.startsWith(folder))
  }

  /** Whether the repository has a file or folder. */
  exists(path) {
    return existsSync(join(this.#root, path))
  }
}

/** The path in the repository of what a page links to. */
export function resolve(file, target) {
  return posix.join(posix.dirname(file), decodeURI(target))
}

function route(file) {
  return AT_ROOT[file] ?? file.replace(/^docs\//, '').replace(/README\.md$/, 'index.md')
}

/** Text of Markdown without its marks. */
function plain(text) {
  return text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim()
}
