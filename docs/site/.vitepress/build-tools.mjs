/** A paragraph that only names what the code below it is for: `Maven:`, `In Gradle, with the Kotlin DSL:`, ``Maven, `pom.xml`:``. */
const LABEL = /^(?:In |With )?((?:Maven|Gradle|Kotlin|Java|Groovy)(?:[ ,](?:[^.;:]|\.\w){0,60})?):$/

/**
 * Makes tabs of code blocks that follow each other, each below a paragraph that only names a build tool or a language. They are the code
 * groups of VitePress.
 */
export function groupBuildTools(md) {
  md.core.ruler.push('build-tools', (state) => {
    const tokens = []
    for (let at = 0; at < state.tokens.length; ) {
      const group = groupAt(state.tokens, at)
      if (group.length > 1) {
        tokens.push(...codeGroup(state, group))
        at += group.length * LENGTH
      } else {
        tokens.push(state.tokens[at++])
      }
    }
    state.tokens = tokens
  })
}

/** The tokens of a label and its code: the three of a paragraph, and a fence. */
const LENGTH = 4

function groupAt(tokens, start) {
  const group = []
  for (let at = start; ; at += LENGTH) {
    const [open, text, , fence] = tokens.slice(at, at + LENGTH)
    const label = open?.type === 'paragraph_open' && fence?.type === 'fence' && LABEL.exec(text.content)
    if (!label) {
      return group
    }
    group.push({ fence, title: label[1].replaceAll('`', '') })
  }
}

function codeGroup(state, group) {
  for (const { fence, title } of group) {
    fence.info = `${fence.info} [${title}]`
  }
  return [
    new state.Token('container_code-group_open', 'div', 1),
    ...group.map(({ fence }) => fence),
    new state.Token('container_code-group_close', 'div', -1),
  ]
}
