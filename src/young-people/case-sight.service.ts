import { Injectable } from '@nestjs/common';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { loadCaseParties } from './case-parties.js';
import { YoungPerson } from './young-person.entity.js';

/** With none of these, a case is not there for somebody. */
export const SIGHT: readonly Action[] = ['case.read', 'case.read-limited', 'own-case.read'];

/** Whether a case is open to somebody, after what they did to it: that may have closed it to them. */
@Injectable()
export class CaseSight {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Whether somebody has one of these sights of a case, any unless told otherwise, as it is now, within the running transaction if there is one. Of no case nobody has one. */
  async isOpenTo(actor: Actor, reference: string, sights: readonly Action[] = SIGHT): Promise<boolean> {
    return this.unitOfWork.run(({ manager, now }) =>
      inRole('engine', async () => {
        const youngPerson = await manager.findOneBy(YoungPerson, { reference });
        if (!youngPerson || youngPerson.erasedAt !== null) return false;
        const parties = await loadCaseParties(manager, youngPerson.id, now);
        return sights.some((action) => can(actor, action, parties, londonDate(now)));
      }),
    );
  }
}
