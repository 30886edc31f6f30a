import { describe, expect, it } from 'vitest'
import { mayLoad, pageAddress } from '../../../electron/main/security'

describe('pageAddress', () => {
  it('is the app scheme unless a development server is named', () => {
    expect(pageAddress(undefined, false)).toEqual({
      url: 'app://hindcast/index.html',
      origin: 'app://hindcast',
    })
    expect(pageAddress('http://localhost:5173/', false).origin).toBe('http://localhost:5173')
  })

  it('ignores the environment once packaged', () => {
    expect(pageAddress('https://example.org/', true).origin).toBe('app://hindcast')
  })
})

describe('mayLoad', () => {
  const page = pageAddress(undefined, true)

  it.each([
    'app://hindcast/assets/index.js',
    'data:image/png;base64,AA==',
    'blob:app://hindcast/1',
  ])('lets %s through', (address) => expect(mayLoad(address, page)).toBe(true))

  it.each([
    'https://example.org/',
    'http://127.0.0.1:8080/',
    'ws://127.0.0.1:8080/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'app://elsewhere/',
    'app://hindcast.example.org/',
    'nonsense',
  ])('cancels %s', (address) => expect(mayLoad(address, page)).toBe(false))

  it('lets a development server and its socket through, and no other port', () => {
    const development = pageAddress('http://localhost:5173/', false)
    expect(mayLoad('http://localhost:5173/src/main.ts', development)).toBe(true)
    expect(mayLoad('ws://localhost:5173/?token=x', development)).toBe(true)
    expect(mayLoad('http://localhost:5174/', development)).toBe(false)
  })
})
