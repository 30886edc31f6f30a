import type { Member, QuantilePaths } from './member'
import { mixPaths } from './path-scores'

/** Makes one forecast of several of the same steps. */
export type Join = (members: readonly QuantilePaths[]) => QuantilePaths

/** Several members as one. It owns them. */
export function jointMember(members: readonly Member[], join: Join): Member {
  if (members.length === 1) return members[0]
  return {
    async predict(histories) {
      const each: (readonly QuantilePaths[])[] = []
      for (const member of members) each.push(await member.predict(histories))
      return histories.map((_, i) => join(each.map((paths) => paths[i])))
    },
    dispose() {
      for (const member of members) member.dispose()
    },
  }
}

/** Two members as one, the second with a share of the forecast in (0, 1). It owns them. */
export function mixedMember(first: Member, second: Member, share: number): Member {
  return {
    async predict(histories) {
      const a = await first.predict(histories)
      const b = await second.predict(histories)
      return a.map((paths, i) => mixPaths(paths, b[i], share))
    },
    dispose() {
      first.dispose()
      second.dispose()
    },
  }
}
