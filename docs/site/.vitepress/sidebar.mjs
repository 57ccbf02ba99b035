/**
 * The sidebar: the list under "More" of the README, in its order. A heading in the list begins a group. The pages in the folder of
 * a page are below it, in the order in which it links to them.
 */
export function sidebar(pages) {
  const groups = []
  const listed = new Set()
  for (const [title, list] of sections(pages.text('README.md'))) {
    const links = pages.links('README.md', list)
    const inner = new Set(links.flatMap(({ page }) => pages.below(page)))
    const items = links
      .filter(({ page }) => !inner.has(page) && !listed.has(page) && listed.add(page))
      .map((link) => item(pages, link))
    if (items.length > 0) {
      groups.push({ text: title, items })
    }
  }
  return groups
}

/** Titles and texts of the groups of the list. */
function sections(readme) {
  const more = /^## More\n([^]*?)(?=^## |$(?![^]))/m.exec(readme)
  if (!more) {
    throw new Error('the README has no section "More", which the sidebar is made of')
  }
  const [first, ...others] = more[1].split(/^### /m)
  return [['Start', first], ...others.map((text) => [text.slice(0, text.indexOf('\n')), text])]
}

function item(pages, { page, text }) {
  const entry = { text: text[0].toUpperCase() + text.slice(1), link: pages.address(page) }
  const below = pages.below(page)
  if (below.length === 0) {
    return entry
  }
  const texts = new Map()
  for (const link of pages.links(page)) {
    if (!texts.has(link.page) && below.includes(link.page)) {
      texts.set(link.page, link.text)
    }
  }
  for (const other of below) {
    if (!texts.has(other)) {
      texts.set(other, pages.title(other))
    }
  }
  const items = [...texts].map(([other, name]) => ({ text: name, link: pages.address(other) }))
  return { ...entry, collapsed: true, items }
}
