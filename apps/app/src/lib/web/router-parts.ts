// In a browser these stand in for parts of expo-router (see `metro.config.js`).

// Of its native tabs, which the app has none of.
export const isNativeTabTrigger = (): boolean => false;
export const convertTabPropsToOptions = (): object => ({});

// Of react-native-screens, which browsers have no use for.
export const initScreensFeatureFlags = (): void => {};
