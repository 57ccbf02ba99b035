import { relative } from 'node:path'
import { repository } from './repository.mjs'
import { resolve } from './pages.mjs'

/**
 * Makes relative links of the pages, which lead from file to file, lead to the same pages of the site. A link to another file or folder
 * of the repository leads to where that can be browsed, or becomes text if that is not known. What does not exist is left alone, and VitePress reports it.
 */
export function rewriteLinks(md, pages, root, browsable = repository) {
  md.core.ruler.push('repository-links', (state) => {
    const file = relative(root, state.env.realPath ?? state.env.path ?? '').replaceAll('\\', '/')
    if (!pages.has(file)) {
      return
    }
    for (const { children } of state.tokens) {
      children?.forEach((token, index) => {
        if (token.type === 'link_open') {
          rewrite(children, index, file)
        }
      })
    }
  })

  function rewrite(tokens, index, file) {
    const link = tokens[index]
    const [, path, anchor] = /^([^#]*)(#.*)?$/.exec(link.attrGet('href'))
    if (path === '' || /^(\/|[a-z][a-z0-9+.-]*:)/i.test(path)) {
      return
    }
    const target = resolve(file, path)
    if (pages.has(target)) {
      link.attrSet('href', pages.address(target) + (anchor ?? ''))
    } else if (pages.exists(target)) {
      if (browsable === '') {
        unlink(tokens, index, target)
      } else {
        link.attrSet('href', `${browsable}/blob/HEAD/${target}${anchor ?? ''}`)
      }
    }
  }
}

/** Turns a link into its text, and the path of the file unless the text is that. */
function unlink(tokens, index, file) {
  const end = tokens.findIndex((token, at) => at > index && token.type === 'link_close')
  const label = tokens.slice(index + 1, end).map((token) => token.content).join('')
  const text = { type: 'text', tag: '', nesting: 0, attrs: null }
  Object.assign(tokens[index], text, { content: '' })
  Object.assign(tokens[end], text, { content: label === file ? '' : ` (${file})` })
}
