const BROWSERS = [
  [/MicroMessenger|wxwork/iu, '微信'],
  [/DingTalk/iu, '钉钉'],
  [/Edg\//u, 'Edge'],
  [/Firefox\//u, 'Firefox'],
  [/Chrome\/|Chromium/u, 'Chrome'],
  [/Safari\//u, 'Safari'],
] as const;
const SYSTEMS = [
  [/Android/u, '安卓'],
  [/iPhone|iPad/u, '苹果'],
  [/HarmonyOS|OpenHarmony/u, '鸿蒙'],
  [/Windows/u, 'Windows'],
  [/UOS|Kylin/iu, '国产系统'],
  [/Mac OS X/u, 'Mac'],
  [/Linux/u, 'Linux'],
] as const;

/** What a browser calls itself, in two words. */
export function agentText(agent: string | null): string {
  if (agent === null || agent === '') return '没有说明';
  const named = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([sign]) => sign.test(agent))?.[1];
  const words = [named(SYSTEMS), named(BROWSERS)].filter((word) => word !== undefined);
  return words.length === 0 ? agent.slice(0, 40) : words.join(' ');
}
