import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarkdownRenderer } from 'vitepress'
import { groupBuildTools } from '../.vitepress/build-tools.mjs'

const md = await createMarkdownRenderer('.', { config: groupBuildTools })

const block = (label, code) => `${label}\n\n\`\`\`text\n${code}\n\`\`\`\n\n`

/** The titles of the tabs that a page has. */
function tabs(text) {
  return [...md.render(text, {}).matchAll(/<label data-title="([^"]*)"/g)].map(([, title]) => title)
}

test('blocks below the names of build tools are tabs', () => {
  const page = block('Maven:', 'a') + block('In Gradle, with the Kotlin DSL:', 'b') + block('Kotlin, `build.gradle.kts`:', 'c')
  assert.deepEqual(tabs(page), ['Maven', 'Gradle, with the Kotlin DSL', 'Kotlin, build.gradle.kts'])
  assert.doesNotMatch(md.render(page, {}), /<p>/)
})

test('a block alone, and blocks with other text between them, are not', () => {
  assert.deepEqual(tabs(block('Maven:', 'a') + 'The plugin.\n\n' + block('Gradle:', 'b')), [])
  assert.deepEqual(tabs(block('Maven needs a plugin. In `pom.xml`:', 'a') + block('Gradle:', 'b')), [])
})

test('what follows tabs is as before', () => {
  const page = block('Maven:', 'a') + block('Gradle:', 'b') + 'More.\n'
  assert.match(md.render(page, {}), /<\/div><\/div>\n<p>More\.<\/p>\n$/)
})
