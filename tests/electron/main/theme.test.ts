import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { frameColours, tokenOf } from '../../../electron/main/theme'

const tokens = readFileSync('renderer/src/tokens.css', 'utf8')

describe('frame colours', () => {
  it('come from the token file, for both themes', () => {
    expect(frameColours(tokens, 'light')).toEqual({
      surface: '#ffffff',
      frame: '#eef0ee',
      symbols: '#485257',
    })
    expect(frameColours(tokens, 'dark')).toEqual({
      surface: '#191d20',
      frame: '#121517',
      symbols: '#b2bbbf',
    })
  })

  it('names a token that is missing', () => {
    expect(() => tokenOf(':root{--ink:#000000}', 'light', '--frame')).toThrow('light --frame')
  })
})
