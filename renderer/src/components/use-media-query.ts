import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether a media query holds now; follows changes until the component goes. */
export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const follow = (event: MediaQueryListEvent): void => {
    matches.value = event.matches
  }
  list.addEventListener('change', follow)
  onScopeDispose(() => list.removeEventListener('change', follow))
  return matches
}
