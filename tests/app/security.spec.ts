import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Reply } from '../../electron/contract'
import type { LaunchedApp } from './helpers/launch-app'
import { expect, test } from './helpers/test'

const preload = join(import.meta.dirname, '../../out/preload/app.cjs')

/**
 * Runs code in the page as the page would: from a DOM handler, in a turn of its own. What Playwright
 * evaluates itself is let past the content security policy, so an attack tried there would prove nothing.
 */
async function asPage<T>(page: Page, attack: () => Promise<T> | T): Promise<T> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const button = document.createElement('button')
    button.addEventListener('click', () => {
      Promise.resolve().then(${attack.toString()}).then(resolve, reject)
    })
    setTimeout(() => button.click())
  })`)
}

/** Opens another window in the app that has the same preload, and makes a call from it. */
async function callFromOtherWindow({ app }: LaunchedApp, url: string): Promise<unknown> {
  return app.evaluate(
    async ({ BrowserWindow }, { url, preload }) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload } })
      await stranger.loadURL(url).catch(() => undefined)
      const reply: unknown = await stranger.webContents.executeJavaScript(
        `window.hindcast.call('app.info')`,
      )
      stranger.destroy()
      return reply
    },
    { url, preload },
  )
}

const refused = { ok: false, error: { code: 'request-invalid' } }

test.describe('the page has no way out', () => {
  test('no Node, no Electron, and a bridge of three functions', async ({ shared }) => {
    const { page } = shared
    const seen = await asPage(page, () => ({
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
        (name) => name in window,
      ),
      bridge: Object.keys(window.hindcast).sort(),
      frozen: Object.isFrozen(window.hindcast),
      isolated: crossOriginIsolated,
    }))
    expect(seen).toEqual({
      globals: [],
      bridge: ['call', 'on', 'pathOf'],
      frozen: true,
      isolated: true,
    })
  })

  test('eval and new Function are blocked by the policy', async ({ shared }) => {
    const { page } = shared
    const outcomes = await asPage(page, () =>
      [() => (0, eval)('1 + 1'), () => new Function('return 1')()].map((attempt) => {
        try {
          return String(attempt())
        } catch (error) {
          return error instanceof Error ? error.name : 'thrown'
        }
      }),
    )
    expect(outcomes).toEqual(['EvalError', 'EvalError'])
  })

  test('inline and foreign scripts do not run', async ({ shared }) => {
    const { page } = shared
    const ran = await asPage(page, async () => {
      const violated: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        violated.push(event.blockedURI),
      )
      const inline = document.createElement('script')
      inline.textContent = 'document.title = "taken"'
      document.body.append(inline)
      const foreign = document.createElement('script')
      foreign.src = 'https://example.org/x.js'
      const failed = new Promise((resolve) => (foreign.onerror = resolve))
      document.body.append(foreign)
      await failed
      return { title: document.title, violated }
    })
    expect(ran.title).not.toBe('taken')
    expect(ran.violated).toEqual(['inline', 'https://example.org/x.js'])
  })

  test('nothing is fetched from outside', async ({ shared }) => {
    const { page } = shared
    const outcomes = await asPage(page, () =>
      Promise.all(
        ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd'].map((address) =>
          fetch(address).then(
            () => 'fetched',
            () => 'blocked',
          ),
        ),
      ),
    )
    expect(outcomes).toEqual(['blocked', 'blocked', 'blocked'])
  })

  test('a page without the policy reaches nothing either', async ({ shared }) => {
    let requests = 0
    const server = createServer((_request, response) => {
      requests++
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { app } = shared
    const outcome: unknown = await app.evaluate(async ({ BrowserWindow }, url) => {
      const bare = new BrowserWindow({ show: false })
      await bare.loadURL('data:text/html,<p>no policy</p>')
      const fetched: unknown = await bare.webContents.executeJavaScript(
        `fetch('${url}', { mode: 'no-cors' }).then(() => 'fetched', () => 'blocked')`,
      )
      bare.destroy()
      return fetched
    }, `http://127.0.0.1:${port}/`)
    await new Promise((resolve) => server.close(resolve))
    expect(outcome).toBe('blocked')
    expect(requests).toBe(0)
  })

  test('it opens no window and goes nowhere', async ({ launch }) => {
    const { app, page } = await launch()
    const before = page.url()
    const opened = await asPage(page, () => window.open('app://hindcast/index.html') === null)
    expect(opened).toBe(true)
    await asPage(page, () => {
      for (const address of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x']) {
        const link = document.createElement('a')
        link.href = address
        document.body.append(link)
        link.click()
        link.target = '_blank'
        link.click()
      }
      location.href = 'app://hindcast/other.html'
    })
    // A call answered by main comes after every navigation that main was asked about.
    await page.evaluate(() => window.hindcast.call('app.info', undefined))
    expect(page.url()).toBe(before)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('frames are refused', async ({ shared }) => {
    const { page } = shared
    await asPage(page, async () => {
      const frame = document.createElement('iframe')
      frame.src = 'app://hindcast/index.html'
      const settled = new Promise((resolve) => (frame.onload = resolve))
      document.body.append(frame)
      await settled
    })
    const bridges = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => 'hindcast' in window)),
    )
    expect(bridges).toEqual([true, false])
  })

  test('permissions are denied', async ({ shared }) => {
    const { page } = shared
    const outcome = await asPage(page, async () => ({
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: unknown) => (error instanceof Error ? error.name : 'thrown'),
      ),
      place: (await navigator.permissions.query({ name: 'geolocation' })).state,
    }))
    expect(outcome.notification).toBe('denied')
    expect(outcome.camera).not.toBe('granted')
    expect(outcome.place).toBe('denied')
  })
})

test.describe('app:// serves the window and nothing else', () => {
  test('paths out of the folder are refused', async ({ shared }) => {
    const { page } = shared
    const statuses = await asPage(page, () =>
      Promise.all(
        [
          '/index.html',
          '/..%2f..%2fpackage.json',
          '/%2e%2e%2f%2e%2e%2fpackage.json',
          '/..%5c..%5cpackage.json',
          '/../../package.json',
          '/index.html%00',
        ].map(async (path) => (await fetch(`app://hindcast${path}`)).status),
      ),
    )
    expect(statuses).toEqual([200, 403, 403, 403, 404, 403])
  })

  test('another host of the scheme is refused', async ({ shared }) => {
    const { page } = shared
    const outcome = await asPage(page, () =>
      fetch('app://elsewhere/index.html').then(
        () => 'fetched',
        () => 'blocked',
      ),
    )
    expect(outcome).toBe('blocked')
  })
})

test.describe('calls are checked', () => {
  test('a proper call is answered', async ({ shared }) => {
    const { page } = shared
    const reply = await asPage(page, () => window.hindcast.call('app.info', undefined))
    expect(reply).toMatchObject({ ok: true, value: { version: expect.stringMatching(/^\d/) } })
  })

  test('an unknown call, an Electron channel and a wrong request are refused', async ({
    shared,
  }) => {
    const { page } = shared
    const replies = await asPage(page, () => {
      const bridge: { call(name: string, request: unknown): Promise<Reply<unknown>> } =
        window.hindcast
      return Promise.all([
        bridge.call('file.delete', { path: '/tmp/x' }),
        bridge.call('ELECTRON_BROWSER_REQUIRE', 'fs'),
        bridge.call('__proto__', undefined),
        bridge.call('file.open', { path: 7 }),
        bridge.call('file.open', { path: '/tmp/x', extra: true }),
        bridge.call('dataset.rows', { id: 'd', from: -1, count: 1e9 }),
      ])
    })
    for (const reply of replies) expect(reply).toMatchObject(refused)
  })

  test('an unknown event cannot be listened to', async ({ shared }) => {
    const { page } = shared
    const outcome = await asPage(page, () => {
      const bridge: { on(name: string, listener: () => void): unknown } = window.hindcast
      try {
        bridge.on('ELECTRON_INTERNAL', () => undefined)
        return 'listening'
      } catch {
        return 'refused'
      }
    })
    expect(outcome).toBe('refused')
  })

  for (const url of [
    'app://hindcast/index.html',
    'app://elsewhere/index.html',
    'data:text/html,<p>x</p>',
  ]) {
    test(`a window that the app did not open is refused at ${url}`, async ({ shared }) => {
      expect(await callFromOtherWindow(shared, url)).toMatchObject(refused)
    })
  }

  test('the window itself is refused once it shows another origin', async ({ launch }) => {
    const { app } = await launch()
    const reply: unknown = await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      await window.loadURL('app://elsewhere/').catch(() => undefined)
      return window.webContents.executeJavaScript(`window.hindcast.call('app.info')`)
    })
    expect(reply).toMatchObject(refused)
  })

  test('only a file that was exported can be revealed', async ({ shared }) => {
    const { page } = shared
    const reply = await asPage(page, () =>
      window.hindcast.call('file.reveal', { path: '/etc/passwd' }),
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'file-missing' } })
  })
})
