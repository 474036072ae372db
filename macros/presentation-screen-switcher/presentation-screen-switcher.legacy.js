/*
 * presentation-screen-switcher 1.0.0
 *
 * Presentations on the largest screen.
 * The largest screen shows the participants; when somebody shares, it shows the presentation, and the
 * participants move to the other screens.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 */

'use strict';

var xapi = require('xapi');

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Number of the output with the largest screen; 0 ranks the screens by the size that they report. Accepts a
// whole number from 0 to 9.
var largestOutput = 0;

// When presentations move to the largest screen: Always (in any call or none), or VideoCall (only in video
// calls). Accepts 'Always' or 'VideoCall'.
var switchWhen = 'Always';

// Sets Video Monitors to DualPresentationOnly. Set to false to keep the current mode, for example to see
// participants on all screens. Accepts true or false.
var setVideoMonitors = true;

// Adds a button to the touch panel that exchanges the two largest screens. Accepts true or false.
var showButton = true;

// Text of the button on the touch panel. Accepts one line of 1 to 40 characters.
var buttonName = 'Swap screens';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	largestOutput: typeof largestOutput === 'undefined' ? undefined : largestOutput,
	switchWhen: typeof switchWhen === 'undefined' ? undefined : switchWhen,
	setVideoMonitors: typeof setVideoMonitors === 'undefined' ? undefined : setVideoMonitors,
	showButton: typeof showButton === 'undefined' ? undefined : showButton,
	buttonName: typeof buttonName === 'undefined' ? undefined : buttonName
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		// Some engines throw if there is no timer.
		if (timer !== undefined) clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		console.log(line);
	},
	warn: function (line) {
		console.warn(line);
	},
	error: function (line) {
		console.error(line);
	}
};

// ----- Shared by macros: backoff -----

var LONGEST_PAUSE_MS = 6e4;
var SILENCE_MS = 6e5;
var FORGOTTEN_AFTER_MS = 12e4;

/** 1, 2, 4, … 60 seconds. */
function pauseAfter(attempts) {
	return Math.min(LONGEST_PAUSE_MS, 1e3 * Math.pow(2, attempts - 1));
}

function createBackoff(now) {
	var attempts = {};
	return {
		retryAt: function (thing, context) {
			var last = attempts[thing];
			return last && last.context === context ? last.retryAt : 0;
		},
		attempted: function (thing, context, limit) {
			var last = attempts[thing];
			var isNext = last && last.context === context && now() < last.retryAt + FORGOTTEN_AFTER_MS;
			var count = isNext ? last.count + 1 : 1;
			var pauseMs = limit && count >= limit ? SILENCE_MS : pauseAfter(count);
			attempts[thing] = { count: count, context: context, retryAt: now() + pauseMs };
			return count;
		},
		forget: function (thing) {
			attempts[thing] = undefined;
		}
	};
}

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(fieldsOf(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error) {
	return typeof error === 'object' && error ? error : {};
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

/** Logs a rejection that nothing else handles: an unhandled rejection would stop every macro of the codec. */
function logRejection(runtime, work) {
	work.then(undefined, function (error) {
		logBug(runtime, 'an answer', error);
	});
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("', '").replace(/, ('\w+)$/, ' or $1') + "'";
	if ('min' in setting) {
		return (setting.whole ? 'a whole number' : 'a number') + ' from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	var text = writtenText(given);
	var value = parse(setting, given === undefined ? String(setting.default) : text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return parse(setting, String(setting.default), reject);
}

/** What an integrator wrote, as text: a list counts as its items separated by commas. */
function writtenText(given) {
	if (typeof given === 'boolean') return String(given);
	return Array.isArray(given) ? given.map(textOf).join(',') : textOf(given).trim();
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return setting.parse(lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) {
		var value = /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : NaN;
		var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
		return isAccepted ? value : undefined;
	}
	return word === 'true' || (word === 'false' ? false : undefined);
}

// ----- Shared by macros: steady clock -----

/** From this difference on, the codec's clock was set. */
var STEP_MS = 60 * 1e3;

/**
 * Adds up the differences between readings of the codec's clock, which may be set back or forward by hours.
 * Whoever measures time with it must read it at least every 30 s: a step then loses at most 30 s, or, if it
 * is forward and smaller than a minute, adds at most its own length.
 */
function steadyClock(runtime) {
	var last = runtime.now();
	var elapsed = 0;
	return function () {
		var now = runtime.now();
		if (now > last && now < last + STEP_MS) elapsed += now - last;
		last = now;
		return elapsed;
	};
}

// ----- Shared by macros: timer -----

function createTimer(runtime, run) {
	var now = steadyClock(runtime);
	var due = Infinity;
	var timer;
	var fire = guardListener(runtime, function () {
		runtime.cancel(timer);
		due = Infinity;
		run();
	});
	return {
		now: now,
		waitFor: function (at) {
			var isAhead = at > now();
			if (isAhead && at < due) {
				runtime.cancel(timer);
				due = at;
				timer = runtime.after(at - now(), function () {
					fire(due);
				});
			}
			return isAhead;
		},
		catchUp: function () {
			if (now() >= due) fire(due);
		}
	};
}

// ----- Presence -----

/** Cables and standby make screens come and go. They count as gone when that lasts. */
var GONE_AFTER_MS = 3e3;

/** From this loss in ten minutes on, a screen has to stay for a while before it counts again. */
var MOST_LOSSES = 3;
var BACK_AFTER_MS = 3e4;

function presenceOf(before, isThere, now) {
	if (!before)
		return { isThere: isThere, isConnected: isThere, changesAt: -Infinity, losses: [], isUnsteady: false };
	var wasConnected = before.isConnected;
	var isNews = isThere !== before.isThere;
	var backAfter = isUnsteady(before.losses, now) ? BACK_AFTER_MS : 0;
	var changesAt = isNews ? now + (isThere ? backAfter : GONE_AFTER_MS) : before.changesAt;
	var isWaiting = isThere !== wasConnected && now < changesAt;
	var isLost = !isThere && (wasConnected ? !isWaiting : isNews);
	var losses = isLost ? [now].concat(before.losses.slice(0, MOST_LOSSES - 1)) : before.losses;
	return {
		isThere: isThere,
		isConnected: isWaiting ? wasConnected : isThere,
		changesAt: isWaiting ? changesAt : -Infinity,
		losses: losses,
		isUnsteady: isUnsteady(losses, now)
	};
}

function isUnsteady(losses, now) {
	return now < (losses[MOST_LOSSES - 1] || -SILENCE_MS) + SILENCE_MS;
}

// ----- Messages -----

/** Every line of the console. */
var RANKED_BY = {
	setting: 'as set',
	inches: 'ranked by diagonal',
	nativePixels: 'ranked by native resolution',
	outputPixels: 'ranked by output resolution'
};

function found(layout) {
	var roles = layout.roles;
	var outputs = Object.keys(roles).map(function (output) {
		return ', output ' + output + ' ' + roles[Number(output)];
	});
	return 'settings found (Video Monitors ' + (layout.monitors || 'not available') + outputs.join('') + ')';
}

function screens(ranking, largestOutput) {
	var names = ranking.screens.map(function (screen) {
		return 'output ' + screen.output + ' (' + sizeOf(screen, ranking.by) + ')';
	});
	if (names.length < 2)
		return (names[0] ? 'only ' + names[0] : 'no screen') + ' can be switched; two are needed';
	return (
		names.length +
		' screens, ' +
		names.join(', ').replace(',', ' is the largest, then') +
		(ranking.isClear ? '' : '; equal sizes, the lowest output comes first') +
		(largestOutput > 0 && ranking.by !== 'setting' ? '; no screen on output ' + largestOutput : '') +
		'; ' +
		RANKED_BY[ranking.by]
	);
}

function sizeOf(screen, by) {
	if (screen.inches > 0 && (by === 'inches' || by === 'setting')) return screen.inches + ' inches';
	var pixels = (by !== 'outputPixels' && screen.nativePixels) || screen.outputPixels;
	return Math.round(pixels / 1e5) / 10 + ' megapixels';
}

function showing(plan, isSwapped) {
	if (plan.mainOutput === 0) return '';
	return plan.situation + ' on output ' + plan.mainOutput + (isSwapped ? ', swapped with the button' : '');
}

function named(change) {
	return change.path + ' to ' + change.value;
}

function failed(what, why) {
	return what + ' failed (' + why + '); trying again';
}

function refused(change, why) {
	var pause = SILENCE_MS / 6e4 + ' minutes';
	return 'the codec refuses to set ' + change + ' (' + why + '); next attempt in ' + pause;
}

function withoutRole(outputs) {
	return 'no MonitorRole for output ' + outputs + '; not switched until it has one';
}

function unsteady(outputs) {
	var stay = BACK_AFTER_MS / 1e3 + ' seconds';
	return 'the screen on output ' + outputs + ' comes and goes; used again once it stays for ' + stay;
}

var PAUSING =
	'another macro or control system keeps changing the same settings; pausing until the next call or share';

// ----- Attempts -----

/** Attempts in a row until the macro pauses: writes that did not last, or that the codec refused. */
var MOST_ATTEMPTS = 8;

/** Repeated writes in ten minutes, however often something changes in the room. */
var MOST_REPEATS = 50;

/** Some refusals are temporary, so a codec that refuses is asked again; later every ten minutes. */
function createAttempts(runtime, now, backoff) {
	// The latest first.
	var repeatedAt = [];
	/** When a change may be repeated after too many repeated writes. */
	function cappedUntil() {
		return (repeatedAt[MOST_REPEATS - 1] || -SILENCE_MS) + SILENCE_MS;
	}
	return {
		retryAt: function (change, room) {
			var name = named(change);
			var retryAt = Math.max(
				backoff.retryAt(name, room),
				backoff.retryAt(name, change.before),
				backoff.retryAt(failing(name), room)
			);
			return retryAt && Math.max(retryAt, cappedUntil());
		},
		onSuccess: function (change, room) {
			backoff.forget(failing(named(change)));
			var count = backoff.attempted(named(change), room, MOST_ATTEMPTS);
			if (count > 1) repeatedAt = [now()].concat(repeatedAt.slice(0, MOST_REPEATS - 1));
			var isCapped = cappedUntil() > now();
			var isPausing = isCapped || count === MOST_ATTEMPTS;
			// One line for the other role, too, and for all that happens in the room while the cap lasts.
			if (isPausing && backoff.attempted('pausing', isCapped ? 'cap' : room, 1) === 1) runtime.warn(PAUSING);
		},
		onFailure: function (change, room, error) {
			var name = named(change);
			var why = describeError(error);
			var isRefused = isRefusal(error);
			var count = isRefused
				? backoff.attempted(name, change.before, MOST_ATTEMPTS)
				: backoff.attempted(failing(name), room);
			if (count === 1) runtime.warn(failed('setting ' + name, why));
			if (isRefused && count === MOST_ATTEMPTS) runtime.warn(refused(name, why));
			return isRefused || count > 1;
		},
		onReverted: function (change) {
			backoff.forget(named(change));
		}
	};
}

/** What failed was not undone by another macro, so it counts for itself. */
function failing(name) {
	return 'failing ' + name;
}

/**
 * Whether the codec refuses the request, as with an illegal value or path: all of jsxapi's codes but a failed
 * command's.
 */
function isRefusal(error) {
	return errorCode(error) > 1;
}

// ----- Shared by macros: request timeout -----

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
function withTimeout(runtime, milliseconds, answer) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			reject(new Error('no answer'));
		});
		var stopWaiting = function () {
			runtime.cancel(timer);
		};
		answer.then(resolve, reject);
		answer.then(stopWaiting, stopWaiting);
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, answer) {
	return withTimeout(runtime, milliseconds, answer).then(undefined, function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Feedback -----

/** Values are replaced, list elements are found by id, and ghosts are removed. */
function applyFeedback(known, report) {
	var merged = report;
	if (isFields(report)) {
		var isList = Array.isArray(report) || report['id'] !== undefined;
		merged = isList ? listOf(report).reduce(withElement, listOf(known)) : mergeFields(known, report);
	}
	// What the codec reports of a node is of the type of the node.
	return merged;
}

function mergeFields(known, report) {
	var merged = {};
	var before = isFields(known) ? known : {};
	Object.keys(before).forEach(function (name) {
		return (merged[name] = before[name]);
	});
	Object.keys(report).forEach(function (name) {
		return (merged[name] = applyFeedback(before[name], report[name]));
	});
	return merged;
}

/** The element that changed last comes first, because it is the most likely to change again. */
function withElement(list, element) {
	if (!isFields(element)) return list;
	var id = idOf(element);
	var place = 0;
	while (place < list.length && idOf(list[place]) !== id) place += 1;
	var changed = element['ghost'] ? [] : [mergeFields(list[place], element)];
	return changed.concat(list.slice(0, place), list.slice(place + 1));
}

function idOf(element) {
	return isFields(element) ? String(element['id']) : '';
}

function isFields(value) {
	return typeof value === 'object' && value !== null;
}

// ----- Mirror -----

var REQUEST_TIMEOUT_MS = 3e3;

/** The error of a read whose answer lacks something that was there. */
var EMPTY_ANSWER = 'empty answer';

function createMirror(xapi, runtime) {
	var state = { reads: {} };
	var wasDoubtful = {};
	var sinceRead;
	function update(part, report) {
		return (state[part] = applyFeedback(state[part], report));
	}
	function accept(part, content, since) {
		var isList = /calls|media/.test(part);
		var isDoubtful = isEmpty(content) && !(isList && isEmpty(state[part]));
		// Now and then an answer is empty by mistake: no calls are believed the second time, nothing else never.
		var isBelieved = !isDoubtful || (isList && wasDoubtful[part]);
		wasDoubtful[part] = isDoubtful;
		if (!isBelieved) return EMPTY_ANSWER;
		state.reads[part] = (state.reads[part] || 0) + 1;
		state[part] = content;
		since.forEach(function (one) {
			if (one.part === part) update(part, one.report);
		});
		return '';
	}
	function read(part, answer, since) {
		return readOptional(runtime, REQUEST_TIMEOUT_MS, answer).then(function (content) {
			return accept(part, content, since);
		}, describeError);
	}
	return {
		state: state,
		isComplete: function () {
			return Object.keys(state.reads).length === 5;
		},
		apply: function (part, report) {
			update(part, report);
			if (sinceRead) sinceRead.push({ part: part, report: report });
		},
		read: function () {
			var since = [];
			sinceRead = since;
			return Promise.all([
				read('presentation', xapi.status.get('Conference Presentation'), since),
				read('calls', xapi.status.get('Call'), since),
				read('media', xapi.status.get('MediaChannels Call'), since),
				read('connectors', xapi.status.get('Video Output Connector'), since),
				read('config', xapi.config.get('Video'), since)
			]).then(function (errors) {
				sinceRead = undefined;
				return errors.filter(Boolean)[0] || '';
			});
		}
	};
}

function isEmpty(content) {
	return !isFields(content) || Object.keys(content).length === 0;
}

/** Keeps the mirror up to date. Every product has these paths. */
function listen(xapi, runtime, mirror, onFeedback) {
	function listener(part) {
		return guardListener(runtime, function (report) {
			mirror.apply(part, report);
			onFeedback();
		});
	}
	xapi.status.on('Conference Presentation', listener('presentation'));
	xapi.status.on('Call', listener('calls'));
	xapi.status.on('MediaChannels Call', listener('media'));
	xapi.status.on('Video Output Connector', listener('connectors'));
	xapi.config.on('Video', listener('config'));
}

// ----- Button -----

var BUTTON = 'presentation-screen-switcher';

/** Location is for RoomOS, Type for CE 9; each ignores the other. */
function buttonXml(settings) {
	return (
		'<Extensions><Version>1.11</Version><Panel><Order>1</Order><PanelId>' +
		BUTTON +
		'</PanelId><Origin>local</Origin>' +
		(settings.switchWhen === 'Always'
			? '<Type>Statusbar</Type><Location>HomeScreenAndCallControls'
			: '<Type>InCall</Type><Location>CallControls') +
		'</Location><Icon>Tv</Icon><Color>#1170CF</Color><Name>' +
		settings.buttonName.replace(/[<>&"']/g, function (sign) {
			return '&#' + sign.charCodeAt(0) + ';';
		}) +
		'</Name><ActivityType>Custom</ActivityType></Panel></Extensions>'
	);
}

/** Gives what saves the button on the codec, or removes it, when that is due. */
function createButton(xapi, runtime, timer, backoff, settings) {
	var isDone = false;
	function request() {
		var panel = { PanelId: BUTTON };
		return settings.showButton
			? xapi.command('UserInterface Extensions Panel Save', panel, buttonXml(settings))
			: xapi.command('UserInterface Extensions Panel Remove', panel);
	}
	return function run() {
		if (isDone || timer.waitFor(backoff.retryAt('button', ''))) return;
		isDone = true;
		logRejection(
			runtime,
			withTimeout(runtime, REQUEST_TIMEOUT_MS, request()).then(undefined, function (error) {
				// A codec without the button answers its removal with an error.
				isDone = !settings.showButton && errorCode(error) > 0;
				if (isDone) return;
				if (backoff.attempted('button', '', isRefusal(error) ? MOST_ATTEMPTS : Infinity) === 1)
					runtime.warn(failed('saving the button', describeError(error)));
				run();
			})
		);
	};
}

// ----- Screens -----

/** Smaller diagonals are no size: -1 is an output without a screen, and some televisions say 7. */
var SMALLEST = 10;

/** The screens by output, from the lowest to the highest. */
function screensOn(connectors, before, now) {
	return listOf(connectors)
		.map(function (connector) {
			return screenOn(connector, before, now);
		})
		.filter(function (screen) {
			return screen.output > 0;
		})
		.sort(function (one, other) {
			return one.output - other.output;
		});
}

/** In standby, a screen may not report its size: what it reported before counts. */
function screenOn(connector, screensBefore, now) {
	var output = Number(connector.id);
	var before = screensBefore.filter(function (screen) {
		return screen.output === output;
	})[0];
	var device = connector.ConnectedDevice || {};
	var resolution = connector.Resolution || {};
	var name = textOf(device.Name);
	var sides = textOf(device.PreferredFormat).split(/\D/).map(Number);
	var native = (sides[0] || 0) * (sides[1] || 0);
	var size = Number(device.ScreenSize);
	var inches = size >= SMALLEST ? size : 0;
	var isSame = !!before && (!name || name === before.name) && (!native || native === before.nativePixels);
	var known = isSame ? before : { name: '', inches: 0, nativePixels: 0, outputPixels: 0 };
	var wasThere = !!before && (before.presence.isConnected || before.presence.losses.length > 0);
	// In standby, and for good behind an extender.
	var isUnknown = connector.Connected === 'Unknown' && (wasThere || !!name || native + inches > 0);
	var isThere = isUnknown || connector.Connected === 'True';
	return {
		output: output,
		presence: presenceOf(before && before.presence, isThere, now),
		name: name || known.name,
		inches: inches || known.inches,
		nativePixels: native || known.nativePixels,
		outputPixels: Number(resolution.Width) * Number(resolution.Height) || known.outputPixels
	};
}

var SIZES = ['inches', 'nativePixels', 'outputPixels'];

function rankBySize(screens, largestOutput) {
	var isNamed = function (screen) {
		return screen.output === largestOutput;
	};
	var by =
		SIZES.filter(function (size) {
			return screens.every(function (screen) {
				return screen[size] > 0;
			});
		})[0] || 'outputPixels';
	var sorted = screens.slice().sort(function (one, other) {
		return (
			Number(isNamed(other)) - Number(isNamed(one)) ||
			other[by] - one[by] ||
			other.inches - one.inches ||
			one.output - other.output
		);
	});
	var largest = sorted[0],
		next = sorted[1];
	var isSet = screens.some(isNamed);
	return {
		screens: sorted,
		by: isSet ? 'setting' : by,
		isClear: isSet || !largest || !next || largest[by] > next[by]
	};
}

// ----- Layout -----

/** Outputs with these roles are outside of the layout. */
var RESERVED = ['Recorder', 'PresentationOnly'];

/** Gives the layout before if nothing of it was reported since, which is so after most reports. */
function layoutOf(state, before, now, largestOutput) {
	var isAsBefore = before && before.connectors === state.connectors && before.config === state.config;
	if (
		isAsBefore &&
		before.screens.every(function (screen) {
			return screen.presence.changesAt < 0;
		})
	)
		return before;
	var config = state.config || {};
	var reads = state.reads.config || 0;
	var roles = {};
	listOf(config.Output && config.Output.Connector).forEach(function (one) {
		if (one.MonitorRole) roles[Number(one.id)] = one.MonitorRole;
	});
	var screens = screensOn(state.connectors, before ? before.screens : [], now);
	var connected = screens.filter(function (screen) {
		return screen.presence.isConnected;
	});
	var converter = converterOutput(config);
	var isSwitched = function (_a) {
		var output = _a.output;
		return output !== converter && RESERVED.indexOf(roles[output] || 'Recorder') < 0;
	};
	var ranking = rankBySize(connected.filter(isSwitched), largestOutput);
	var withoutRole = outputsOf(
		connected.filter(function (screen) {
			return !roles[screen.output];
		})
	);
	var isNoticed = before && before.withoutRole === withoutRole;
	return {
		screens: screens,
		ranking: ranking,
		roles: roles,
		monitors: config.Monitors,
		withoutRole: withoutRole,
		withoutRoleSince: isNoticed ? before.withoutRoleSince : reads,
		reads: reads,
		unsteady: outputsOf(
			screens.filter(function (screen) {
				return screen.presence.isUnsteady;
			})
		),
		order: outputsOf(connected) + '; ' + outputsOf(ranking.screens),
		settings: JSON.stringify([roles, config.Monitors]),
		connectors: state.connectors,
		config: state.config
	};
}

/**
 * The output with the HDMI-to-USB converter of "Call from laptop", which is no screen; 0 if that is not
 * enabled.
 */
function converterOutput(_a) {
	var Output = _a.Output;
	var passthrough = (Output && Output.HDMI && Output.HDMI.Passthrough) || {};
	return passthrough.Allowed === 'True' ? Number(passthrough.OutputConnector) : 0;
}

function outputsOf(screens) {
	return screens
		.map(function (screen) {
			return screen.output;
		})
		.join(', ');
}

// ----- Media state -----

var ENDED = ['Disconnecting', 'Idle'];

/**
 * A call is a video call from its first incoming main video until it has ended: until `Status Call` says so,
 * or does not list it. While it has media channels, a list without it is a mistake.
 */
function videoCallIds(calls, media, before) {
	var withVideo = listOf(media)
		.filter(function (call) {
			return listOf(call.Channel).some(isIncomingMainVideo);
		})
		.map(function (call) {
			return textOf(call.id);
		});
	var isUp = function (id) {
		return !!withId(calls, id) || listOf((withId(media, id) || {}).Channel).length > 0;
	};
	return withVideo
		.concat(
			before.filter(function (id) {
				return withVideo.indexOf(id) < 0 && isUp(id);
			})
		)
		.filter(function (id) {
			return ENDED.indexOf(textOf((withId(calls, id) || {}).Status)) < 0;
		})
		.sort();
}

function withId(list, id) {
	return listOf(list).filter(function (one) {
		return String(one.id) === id;
	})[0];
}

function isIncomingMainVideo(channel) {
	var video = channel.Video || {};
	return channel.Direction === 'Incoming' && video.ChannelRole === 'Main' && isOn(video.Protocol);
}

/** The calls that are video calls by their type, which says nothing about what is shown. */
function callsOfTypeVideo(calls) {
	return listOf(calls)
		.filter(function (_a) {
			var CallType = _a.CallType;
			return CallType === 'Video';
		})
		.map(function (_a) {
			var id = _a.id;
			return textOf(id);
		});
}

function isSharing(presentation) {
	var known = presentation || {};
	return (
		isOn(known.Mode) ||
		listOf(known.LocalInstance).some(function (share) {
			return isOn(share.SendingMode);
		})
	);
}

function isOn(mode) {
	return !!mode && mode !== 'Off';
}

// ----- Facts -----

/** A swap ends with the share, and with the call. */
function factsOf(state, before, now, largestOutput, isPressed) {
	var layout = layoutOf(state, before && before.layout, now, largestOutput);
	// The camera of a call from before the start may be off.
	var callsBefore = before ? before.videoCalls : callsOfTypeVideo(state.calls);
	var videoCalls = videoCallIds(state.calls, state.media, callsBefore);
	var sharing = isSharing(state.presentation);
	var isCallOver = callsBefore.length > 0 && videoCalls.length === 0;
	var isKept = !!before && before.isSharing === sharing && !isCallOver;
	var isSwapped = isKept && before.isSwapped !== isPressed;
	var room = [layout.order, videoCalls, sharing, isSwapped].join('; ');
	return {
		layout: layout,
		room: room,
		roomChanges: before ? before.roomChanges + Number(before.room !== room) : 0,
		videoCalls: videoCalls,
		isSharing: sharing,
		reported: JSON.stringify([
			state.presentation,
			listOf(state.connectors).map(function (_a) {
				var Connected = _a.Connected;
				return Connected;
			})
		]),
		isSwapped: isSwapped
	};
}

// ----- Plan -----

var LAYOUT = 'DualPresentationOnly';

/** Reads until a role counts as missing for good. */
var MOST_LOOKUPS = 3;

function planFor(facts, settings) {
	var layout = facts.layout;
	var switched = layout.ranking.screens;
	var main = switched.length > 1 ? switched[facts.isSwapped ? 1 : 0] : undefined;
	var situation = situationOf(facts, settings);
	var isLookedUp = layout.reads >= layout.withoutRoleSince + MOST_LOOKUPS;
	// Beside two other screens, one without a role does no harm.
	var isClear = !!main || isLookedUp || !layout.withoutRole;
	return {
		ranking: layout.ranking,
		situation: situation,
		mainOutput: main ? main.output : 0,
		changes: isClear ? changesFor(layout, settings, main, situation === 'presentation') : [],
		withoutRole: isLookedUp ? layout.withoutRole : '',
		canSwap:
			situation !== 'home screen' &&
			switched.filter(function (screen) {
				return screen.presence.isThere;
			}).length > 1
	};
}

function situationOf(facts, settings) {
	var isVideoCall = facts.videoCalls.length > 0;
	if (facts.isSharing && (isVideoCall || settings.switchWhen === 'Always')) return 'presentation';
	return isVideoCall ? 'participants' : 'home screen';
}

/**
 * In DualPresentationOnly, First shows the participants, and Second the presentation or nothing, which would
 * leave a single screen black.
 */
function changesFor(layout, settings, main, isPresentation) {
	var changes = [];
	var screens = layout.ranking.screens;
	var monitors = layout.monitors;
	if (monitors && settings.setVideoMonitors && screens.length > 0 && (monitors === LAYOUT) !== !!main)
		changes.push({ path: 'Video Monitors', value: main ? LAYOUT : 'Auto', before: monitors });
	screens.forEach(function (screen) {
		var before = layout.roles[screen.output];
		var value = main && (screen === main) === isPresentation ? 'Second' : 'First';
		var isRight = before === value || (!main && before === 'Auto');
		var path = 'Video Output Connector '.concat(screen.output, ' MonitorRole');
		if (before && !isRight) changes.push({ path: path, value: value, before: before });
	});
	return changes;
}

// ----- Reader -----

var SETTLED_MS = 200;

/** Feedback may get lost. */
var LOOK_EVERY_MS = 3e4;

function createReader(runtime, timer, mirror, onRead) {
	var isReading = false;
	var readAt = 0;
	var misses = 0;
	function readIn(pauseMs) {
		readAt = Math.min(readAt, timer.now() + pauseMs);
		timer.waitFor(readAt);
	}
	function run() {
		if (isReading || timer.waitFor(readAt)) return;
		isReading = true;
		// What changes meanwhile is confirmed by the next read.
		readAt = Infinity;
		logRejection(
			runtime,
			mirror.read().then(function (error) {
				isReading = false;
				misses = onRead(error) ? misses + 1 : 0;
				readIn(misses > 0 ? Math.min(LOOK_EVERY_MS, pauseAfter(misses)) : LOOK_EVERY_MS);
				run();
			})
		);
	}
	return {
		run: run,
		soon: function () {
			misses = 0;
			readIn(SETTLED_MS);
		}
	};
}

// ----- About -----

var version = '1.0.0';

// ----- Report -----

function createReport(runtime, settings) {
	var told = {};
	function tell(about, line, write) {
		if (line && line !== told[about]) write(line);
		told[about] = line;
	}
	return {
		tell: tell,
		plan: function (plan, facts) {
			var start = told['screens'] ? 'screens changed: ' : 'ready: version ' + version + ', ';
			tell('screens', screens(plan.ranking, settings.largestOutput), function (line) {
				runtime.log(start + line);
			});
			tell('showing', showing(plan, facts.isSwapped), runtime.log);
			var outputs = facts.layout.unsteady;
			tell('unsteady', outputs && unsteady(outputs), runtime.warn);
			tell('roles', plan.withoutRole && withoutRole(plan.withoutRole), runtime.warn);
		}
	};
}

// ----- Reconciler -----

function createReconciler(runtime, timer, mirror, writer, settings) {
	var report = createReport(runtime, settings);
	var facts;
	var isWriting = false;
	var wasEmpty = false;
	var reader = createReader(runtime, timer, mirror, function (error) {
		// A call that has just ended is often missing in an answer before its end is reported.
		var isNews = error !== EMPTY_ANSWER || wasEmpty;
		wasEmpty = error === EMPTY_ANSWER;
		if (isNews) report.tell('reading', error && failed('reading the codec', error), runtime.warn);
		look(true);
		return !!error || (!!facts && facts.layout.withoutRole !== '');
	});
	function look(isInAnyCase, isPress) {
		if (!mirror.isComplete()) return;
		var before = facts;
		var now = factsOf(mirror.state, before, timer.now(), settings.largestOutput, !!isPress);
		var layout = now.layout;
		facts = now;
		layout.screens.forEach(function (screen) {
			return timer.waitFor(screen.presence.changesAt);
		});
		var isSame = before && before.room === now.room && before.layout.settings === layout.settings;
		if (!before) runtime.log(found(layout));
		else if (!isSame || before.reported !== now.reported) reader.soon();
		if (!isSame || isInAnyCase) reconcile(now);
	}
	function reconcile(now) {
		if (isWriting) return;
		var next = planFor(now, settings);
		report.plan(next, now);
		var written = writer.write(next.changes, now.roomChanges, next.mainOutput > 0);
		if (!written) return;
		isWriting = true;
		logRejection(
			runtime,
			written.then(function () {
				isWriting = false;
				look(true);
				reader.soon();
			})
		);
	}
	return {
		run: function () {
			look(true);
			reader.run();
		},
		onFeedback: function () {
			timer.catchUp();
			look(false);
		},
		onPress: function () {
			if (facts && planFor(facts, settings).canSwap) look(true, true);
		}
	};
}

// ----- Settings -----

var declared = {
	largestOutput: { default: 0, min: 0, max: 9, whole: true },
	switchWhen: { default: 'Always', choices: ['Always', 'VideoCall'] },
	setVideoMonitors: { default: true },
	showButton: { default: true },
	buttonName: { default: 'Swap screens', maxLength: 40 }
};

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Writer -----

function createWriter(xapi, runtime, timer, attempts) {
	var written = [];
	function set(change, value) {
		return withTimeout(runtime, REQUEST_TIMEOUT_MS, xapi.config.set(change.path, value));
	}
	function writeOne(change, room) {
		return set(change, change.value).then(
			function () {
				attempts.onSuccess(change, room);
				written = [change].concat(written);
				return false;
			},
			function (error) {
				return attempts.onFailure(change, room, error);
			}
		);
	}
	// The last change is reverted first, so that in the end all is as it was before.
	function revert() {
		return written.reduce(function (earlier, change) {
			return earlier
				.then(function () {
					return set(change, change.before);
				})
				.then(function () {
					attempts.onReverted(change);
					written = written.filter(function (other) {
						return other !== change;
					});
				}, ignore);
		}, Promise.resolve());
	}
	return {
		write: function (changes, room, isAllOrNothing) {
			if (changes.length === 0) written = [];
			var due = changes.filter(function (change) {
				return !timer.waitFor(attempts.retryAt(change, room));
			});
			var first = due[0];
			if (!first || (isAllOrNothing && due.length < changes.length)) return undefined;
			var tried = due.filter(function (change) {
				return attempts.retryAt(change, room) > 0;
			});
			var step = first.path === 'Video Monitors' ? [first] : due;
			var writes = (tried.length > 0 ? tried : step).map(function (change) {
				return writeOne(change, room);
			});
			return Promise.all(writes).then(function (failing) {
				return isAllOrNothing && failing.indexOf(true) >= 0 ? revert() : undefined;
			});
		}
	};
}

// ----- Start -----

/** A press may be reported twice. */
var PRESS_MS = 300;

/** Starts the macro: from now on the largest screen shows presentations. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var run = function () {
		button();
		reconciler.run();
	};
	var timer = createTimer(runtime, run);
	var backoff = createBackoff(timer.now);
	var mirror = createMirror(xapi, runtime);
	var writer = createWriter(xapi, runtime, timer, createAttempts(runtime, timer.now, backoff));
	var reconciler = createReconciler(runtime, timer, mirror, writer, settings);
	var button = createButton(xapi, runtime, timer, backoff, settings);
	var pressedAt = -PRESS_MS;
	listen(xapi, runtime, mirror, reconciler.onFeedback);
	xapi.event.on(
		'UserInterface Extensions Panel Clicked',
		guardListener(runtime, function (press) {
			if (press.PanelId !== BUTTON || timer.now() < pressedAt + PRESS_MS) return;
			pressedAt = timer.now();
			reconciler.onPress();
		})
	);
	run();
}

// ----- Main -----

start(xapi, codecRuntime, given);
