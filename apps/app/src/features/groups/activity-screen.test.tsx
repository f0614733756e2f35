import { screen } from '@testing-library/react-native';
import { AuditAction, type AuditEntry } from '@wmory/contract';
import i18next from 'i18next';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { answer, serve } from '@/testing/fake-server';
import { ActivityScreen } from './activity-screen';
import { ThisGroupProvider } from './this-group';

const anna = { id: id(1), name: 'Anna' };
const entry = (number: number, action: AuditAction, change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: id(number),
  at: '2026-06-10T12:00:00.000Z',
  action,
  actor: anna,
  subjectId: null,
  subject: null,
  details: {},
  ...change,
});

const open = async (entries: AuditEntry[]) => {
  serve({ [`GET /groups/${id(100)}/audit`]: () => answer({ entries, nextCursor: null }) });
  await draw(
    <ThisGroupProvider group={group({ role: 'viewer' })}>
      <ActivityScreen />
    </ThisGroupProvider>,
  );
};

describe('the activity screen', () => {
  it('says who did what to whom, whoever is still there', async () => {
    await open([
      entry(1, 'member.removed', { subjectId: id(3), subject: { id: id(3), name: 'Cleo' } }),
      entry(2, 'member.role-changed', {
        subjectId: id(2),
        subject: { id: id(2), name: 'Ben' },
        details: { to: 'viewer' },
      }),
      entry(3, 'member.removed', { subjectId: id(4) }),
      entry(4, 'photo.trashed', { actor: { id: id(5), name: '' } }),
      entry(5, 'photo.trashed', { actor: { id: id(5), name: '' } }),
      entry(6, 'photo.purged', { actor: null }),
    ]);
    for (const sentence of [
      'Anna removed Cleo',
      'Anna gave Ben the role Viewer',
      'Anna removed someone whose account is gone',
      'Someone whose account is gone moved 2 photos to the trash',
      'The server deleted a photo for good',
    ])
      expect(await screen.findByText(sentence)).toBeOnTheScreen();
  });

  it('has a whole sentence for every action there is', () => {
    for (const action of AuditAction.options) {
      const sentence = i18next.t(`audit.${action}`, { actor: 'Anna', subject: 'Ben' });
      expect(sentence).toMatch(/^[A-Z].* /);
      expect(sentence).not.toMatch(/[{}]|audit\./);
    }
  });
});
