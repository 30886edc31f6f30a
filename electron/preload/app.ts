import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import {
  callNames,
  eventNames,
  type AppBridge,
  type AppEvents,
  type EventName,
  type Reply,
} from '../contract'

/**
 * What the window gets: the calls and events of the contract by name and nothing else. `ipcRenderer` and
 * its event objects never leave this file.
 */
const calls = new Map(
  callNames.map((name) => [name, (request: unknown) => ipcRenderer.invoke(name, request)]),
)

/** Events that come before the page listens, such as a file named on the command line, wait for it. */
function hold(name: EventName): () => void {
  const early: unknown[][] = []
  const keep = (...received: unknown[]): void => {
    early.push(received)
  }
  ipcRenderer.on(name, keep)
  return () => {
    ipcRenderer.off(name, keep)
    for (const received of early.splice(0)) ipcRenderer.emit(name, ...received)
  }
}

const held = new Map(eventNames.map((name) => [name, hold(name)]))

function refusal(name: unknown): Reply<never> {
  const message = `There is no call named "${String(name)}".`
  return { ok: false, error: { code: 'request-invalid', message, details: {} } }
}

const bridge: AppBridge = {
  async call(name, request) {
    const call = calls.get(name)
    return call === undefined ? refusal(name) : call(request)
  },
  on(name, listener) {
    const release = held.get(name)
    if (release === undefined) throw new Error(`There is no event named "${String(name)}".`)
    const receive = (_event: IpcRendererEvent, payload: AppEvents[typeof name]): void => {
      listener(payload)
    }
    ipcRenderer.on(name, receive)
    release()
    return () => ipcRenderer.off(name, receive)
  },
  pathOf: (file) => webUtils.getPathForFile(file),
}

contextBridge.exposeInMainWorld('hindcast', bridge)
