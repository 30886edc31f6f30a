import type { DataReply, DataRequest, DataThread } from '../../../electron/hosts/data-thread'
import { createDatasetStore } from '../../../engine/jobs/dataset-store'
import type { DataCallName } from '../../../engine/jobs/port-messages'

type Store = { readonly [N in DataCallName]: (request: DataRequest<N>) => DataReply<N> }

/** The engine's own store behind a data thread's face, without the thread. */
export function createInProcessDataThread(): DataThread {
  const store: Store = createDatasetStore()
  return {
    async call(name, request) {
      return store[name](request)
    },
    close: () => Promise.resolve(),
  }
}
