import { onMounted, ref, type Ref } from 'vue'

/** Whether the browser finds a WebGPU adapter; false until it has been looked for. */
export function useWebgpuAdapter(): Readonly<Ref<boolean>> {
  const found = ref(false)
  onMounted(async () => {
    // The type takes it for granted; a browser may be without.
    const { gpu }: { readonly gpu?: GPU } = navigator
    found.value = ((await gpu?.requestAdapter()) ?? null) !== null
  })
  return found
}
