import type { Approach } from './approach'
import type { Learner, Member } from './member'
import { jointMember, mixedMember } from './mixture'
import { averagePaths } from './path-scores'
import type { PreparedSeries } from './prepared-series'
import type { TrainingHost } from './train-steps'
import type { Choice } from './choose-members'

/** What was chosen, learned anew from a whole panel; networks several times, apart in their seeds. */
export async function refit(
  panel: readonly PreparedSeries[],
  { kept, join, partner }: Choice,
  { effort }: Approach,
  { seed, host }: { readonly seed: number; readonly host: TrainingHost },
): Promise<Member> {
  const made: Member[] = []
  const learn = async (learner: Learner, index: number): Promise<Member> => {
    const again: Member[] = []
    const turns = learner.trained ? effort.seeds : 1
    for (let turn = 0; turn < turns; turn++) {
      const own = { steps: effort.steps, seed: seed + 1000 * (index + 1) + turn, host }
      const member = await learner.learn(panel, own)
      made.push(member)
      again.push(member)
    }
    const alike = again.map(() => 1 / turns)
    return jointMember(again, (paths) => averagePaths(paths, alike))
  }
  try {
    const members: Member[] = []
    for (const [index, { learner }] of kept.entries()) members.push(await learn(learner, index))
    if (partner === null) return jointMember(members, join)
    const other = await learn(partner.trial.learner, kept.length)
    if (members.length === 0) return other
    return mixedMember(jointMember(members, join), other, partner.share)
  } catch (error) {
    for (const member of made) member.dispose()
    throw error
  }
}
