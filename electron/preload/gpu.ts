import { ipcRenderer } from 'electron'
import { gpuPortMessage } from '../contract'

/** Main's port goes on to the page, which can ask for nothing: no call of the contract is in reach. */
ipcRenderer.on(gpuPortMessage, ({ ports }) => {
  // The page's script is a module and may come after the port.
  const hand = (): void => window.postMessage(gpuPortMessage, window.origin, [...ports])
  if (document.readyState === 'complete') hand()
  else window.addEventListener('load', hand, { once: true })
})
