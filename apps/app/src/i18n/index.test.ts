import i18n from 'i18next';
import { formatBytes, formatDistance } from '@/lib/format';
import { chooseLanguage, direction, unmarked, useLanguage } from '.';

const isolated = (text: string) => `\u2068${text}\u2069`;

afterEach(() => chooseLanguage('en'));

describe('speaking another language', () => {
  it('says sentences, numbers, sizes and times in it', async () => {
    await chooseLanguage('de');
    expect(i18n.t('common.photos', { count: 12345 })).toBe('12.345 Fotos');
    expect(formatBytes(1_234_567)).toBe('1,2 MB');
    expect(formatDistance(new Date(2026, 0, 1), +new Date(2026, 0, 4))).toBe('vor 3 Tagen');
    expect(useLanguage.getState()).toEqual({ choice: 'de', language: 'de' });
    expect(direction()).toBe('ltr');
  });

  it('counts as it does: six ways in Arabic, “de” after millions in Spanish', async () => {
    await chooseLanguage('ar');
    const said = [0, 1, 2, 3, 11, 100].map((count) => i18n.t('common.people', { count }));
    expect(said).toEqual(['لا أعضاء', 'عضو واحد', 'عضوان', '3 أعضاء', '11 عضوًا', '100 عضو']);
    await chooseLanguage('es');
    expect(i18n.t('common.photos', { count: 1_000_000 })).toBe('1.000.000 de fotos');
  });

  it('keeps together what is written the other way, but for addresses', async () => {
    expect(i18n.t('members.removed', { name: 'أحمد' })).toBe(`${isolated('أحمد')} was removed`);
    expect(i18n.t('members.removed', { name: 'Anna' })).toBe('Anna was removed');
    await chooseLanguage('ar');
    expect(direction()).toBe('rtl');
    expect(i18n.t('members.removed', { name: 'Anna' })).toBe(`أُزيل ${isolated('Anna')}`);
    expect(unmarked(i18n.t('members.removed', { name: 'Anna' }))).toBe('أُزيل Anna');
    const shared = i18n.t('invites.shareText', { group: 'Alps', url: 'https://a.example/join#t' });
    expect(shared.endsWith(' https://a.example/join#t')).toBe(true);
  });
});
