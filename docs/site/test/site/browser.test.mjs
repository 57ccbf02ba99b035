import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { chromium } from 'playwright-core'
import { htmlFiles, serve } from './built-site.mjs'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 800 }

const executablePath = browser()

function browser() {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

describe('in a browser', { skip: executablePath ? false : 'no chromium' }, () => {
  let site
  let browser

  before(async () => {
    site = await serve()
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })

  after(async () => {
    await browser?.close()
    site?.close()
  })

  async function open(viewport, path) {
    const page = await browser.newPage({ viewport })
    page.on('pageerror', (error) => assert.fail(`${path}: ${error}`))
    await page.goto(site.address + path)
    return page
  }

  test('no page is wider than a phone or a desktop', async () => {
    // The text is there without scripts, which take most of the time.
    const page = await browser.newPage({ javaScriptEnabled: false })
    const wide = []
    for (const path of htmlFiles().filter((file) => !file.startsWith('/api/'))) {
      await page.goto(site.address + path)
      for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > viewport.width) {
          wide.push(`${path}: ${width} of ${viewport.width}`)
        }
      }
    }
    assert.deepEqual(wide, [])
  })

  for (const viewport of [PHONE, DESKTOP]) {
    test(`the search finds a check, at ${viewport.width} pixels`, async () => {
      const page = await open(viewport, '/')
      await page.locator('.VPNavBarSearch button').click()
      await page.locator('.VPLocalSearchBox input').fill('hidden-global')
      await page.locator('.VPLocalSearchBox .result').first().click()
      await page.waitForURL('**/checks/hidden-global.html*')
    })
  }

  test('a tab shows the code of its build tool, and hides that of others', async () => {
    const page = await open(DESKTOP, '/')
    const group = page.locator('.vp-code-group').first()
    assert.equal(await group.locator('.language-xml').isVisible(), true)
    await group.getByText('Gradle', { exact: false }).first().click()
    await group.locator('.language-kotlin').first().waitFor({ state: 'visible' })
    assert.equal(await group.locator('.language-xml').isVisible(), false)
  })

  test('the sidebar leads to the pages of checks', async () => {
    const page = await open(DESKTOP, '/checks/')
    const link = page.locator('.VPSidebar a[href="/checks/undefined-global.html"]')
    await link.waitFor({ state: 'visible' })
    await link.click()
    await page.locator('h1', { hasText: 'undefined-global' }).waitFor()
  })
})
