import { fileURLToPath } from 'node:url'
import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'
import { groupBuildTools } from './build-tools.mjs'
import { rewriteLinks } from './links.mjs'
import { Pages } from './pages.mjs'
import { sidebar } from './sidebar.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const pages = Pages.of(root)

/** A link to what VitePress did not build: the browser loads it, not the router. */
const whole = (text, link) => ({ text, link, target: '_self' })

export default defineConfig({
  title: 'Moonlet',
  description: 'Redis Lua scripts as typed Java methods that javac checks',
  lang: 'en',
  srcDir: root,
  srcExclude: pages.others(),
  rewrites: pages.rewrites(),
  outDir: `${root}target/site`,
  cacheDir: `${root}target/site-cache`,
  // The pages are not below this folder, and what they are compiled to imports Vue.
  vite: { resolve: { alias: { vue: fileURLToPath(new URL('../node_modules/vue', import.meta.url)) } } },
  sitemap: { hostname: 'https://moonlet.dev' },
  transformHead: ({ siteData }) => [['link', { rel: 'icon', href: `${siteData.base}catalog/icon.svg` }]],
  markdown: {
    html: false, // as in the pages: what looks like a tag is text
    anchor: { slugify: (heading) => slug(heading) },
    config(md) {
      groupBuildTools(md)
      rewriteLinks(md, pages, root)
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      // All words, with one letter wrong in ten: two would make NOSCRIPT the same as script.
      options: { miniSearch: { searchOptions: { combineWith: 'AND', fuzzy: 0.1 } } },
    },
    outline: [2, 3],
    externalLinkIcon: true,
    sidebar: sidebar(pages),
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Checks', link: '/checks/' },
      {
        text: 'Reference',
        items: [
          whole('Javadoc of moonlet-runtime', '/api/runtime/index.html'),
          whole('Javadoc of moonlet-test', '/api/test/index.html'),
          whole('Catalog of the examples', '/catalog/index.html'),
          { text: 'Changelog', link: '/changelog' },
        ],
      },
    ],
    footer: { message: 'Apache License 2.0' },
  },
})
