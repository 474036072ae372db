/*
 * zoom-obtp-redialer 1.0.0
 *
 * Redial of failed Zoom joins.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Domains of Zoom dial strings, whose failed joins are redialed. Subdomains are included. Accepts domains
// separated by commas.
var zoomDomains = 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us';

// Protocol of the redial. Spark requires a codec that is registered to Webex. Accepts 'Spark', 'Sip' or
// 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the first redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// Redials per meeting until the alert. They count for some minutes. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.
// Accepts words of letters, digits and spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether messages and alerts are shown on the screen. Accepts true or false.
var showMessages = true;

// Message while the meeting is redialed. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// Alert after the last redial has failed. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// Alert if neither the call nor the calendar has a meeting ID. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	zoomDomains: typeof zoomDomains === 'undefined' ? undefined : zoomDomains,
	redialProtocol: typeof redialProtocol === 'undefined' ? undefined : redialProtocol,
	redialDelaySeconds: typeof redialDelaySeconds === 'undefined' ? undefined : redialDelaySeconds,
	maxRedials: typeof maxRedials === 'undefined' ? undefined : maxRedials,
	sslKeywords: typeof sslKeywords === 'undefined' ? undefined : sslKeywords,
	showMessages: typeof showMessages === 'undefined' ? undefined : showMessages,
	messageConnecting: typeof messageConnecting === 'undefined' ? undefined : messageConnecting,
	messageNotReached: typeof messageNotReached === 'undefined' ? undefined : messageNotReached,
	messageNoMeeting: typeof messageNoMeeting === 'undefined' ? undefined : messageNoMeeting
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

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
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

// ----- About -----

var version = '1.0.0';

// ----- Redial budget -----

/** A redial counts for this long. */
var BUDGET_MS = 5 * 60 * 1e3;
var BUDGET_MINUTES = BUDGET_MS / 6e4;

/** All meetings together may be redialed this many times as often as one. */
var MEETINGS = 3;

/** The redials that still count. */
function recentRedials(redials, now) {
	return redials.filter(function (redial) {
		return now - redial.at < BUDGET_MS;
	});
}

/** Whether a meeting may be redialed after the redials that count. This ends every loop. */
function hasBudget(recent, meeting, max) {
	var same = recent.filter(function (redial) {
		return redial.meeting === meeting;
	});
	return same.length < max && recent.length < max * MEETINGS;
}

// ----- Messages -----

/**
 * Every console line. What it is about comes in shortened; none of them ever holds a passcode or a host key.
 */
function ready(version, domains, protocol) {
	var more = domains.length > 1 ? ' and ' + (domains.length - 1) + ' more' : '';
	return (
		'ready: version ' + version + ', redials failed Zoom joins (' + domains[0] + more + ') over ' + protocol
	);
}

function notRegistered(status) {
	return "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: " + status + ')';
}

function ignored(call, reason) {
	return 'call ' + (call || '?') + ' ignored: ' + reason;
}

function notSsl(cause) {
	return 'not an SSL failure (' + cause + ')';
}

function failed(call, cause) {
	return 'call ' + (call || '?') + ' failed with an SSL error (' + cause + ')';
}

function redialing(protocol, hasPasscode) {
	return 'redialing over ' + protocol + (hasPasscode ? ' with the passcode' : ', no passcode found');
}

function redialFailed(reason) {
	return 'redial failed (' + reason + ')';
}

function limitReached(max) {
	return 'redial limit reached (' + max + ' in ' + BUDGET_MINUTES + ' minutes)';
}

function givingUp(reason, hasAlert) {
	return 'giving up: ' + reason + (hasAlert ? ', alert shown' : ', alerts are disabled');
}

function requestFailed(what, error) {
	return what + ' failed (' + error + ')';
}

var CONNECTED = 'connected';
var HUNG_UP = 'the redial was hung up or canceled in the room';
var OTHER_CALL = 'another call is active';
var UNREACHABLE = 'Zoom unreachable';
var NOT_CLEARED = 'the failed call is not cleared';
var NO_MEETING = 'no meeting ID in the call or the calendar';
var MAYBE_REDIAL = 'the call is older than the macro and may be a redial';
var HAD_CONNECTED = 'it was connected';
var NOT_OURS = 'it was not dialed from this codec';
var IN_PROGRESS = 'a redial is in progress';
var NO_ANSWER = 'no answer';
var WITHOUT_NAME = 'display name rejected, dialing without it';

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

// ----- Call id -----

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

// ----- Address -----

/** The longest Number that `Dial` accepts (Cisco's schema). */
var MAX_NUMBER_LENGTH = 255;

/** So many characters are read of a URI. */
var MAX_URI_LENGTH = 1e3;

/** Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40. */
var MEETING_ID = /^\d{5,40}$/;

/** The place of each part before the @. */
var PARTS = [0, 1, 2, 3, 4, 5];

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
function parseZoomAddress(uri, domains) {
	var text = textOf(uri).slice(0, MAX_URI_LENGTH);
	var bare = text
		.slice(text.lastIndexOf('<') + 1)
		.replace(/[>;?].*/, '')
		.trim()
		.replace(/^[a-z][a-z0-9+-]*:/i, '');
	var match = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare);
	if (!match) return undefined;
	var domain = String(match[2]).toLowerCase();
	if (
		!domains.some(function (zoom) {
			return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
		})
	)
		return undefined;
	var parts = (match[1] || '').split('.').map(function (part) {
		return part.replace(/%20|[\s\u2010-\u2015-]/g, '');
	});
	if (!MEETING_ID.test(String(parts[0]))) return zoomAddress([], domain, parts.join('') !== '');
	var known = parts.slice(0, PARTS.length).map(function (part) {
		return /^[\w*#]*$/.test(part) ? part : '';
	});
	return zoomAddress(known, domain);
}

/** An address from the parts before its @, in order. */
function zoomAddress(parts, domain, isUnreadable) {
	return {
		meeting: parts[0] || '',
		passcode: parts[1] || '',
		parts: parts,
		domain: domain || '',
		isUnreadable: !!isUnreadable
	};
}

/** The address with each part that it lacks taken from another. */
function withMissingParts(address, other) {
	var parts = PARTS.map(function (place) {
		return address.parts[place] || other.parts[place] || '';
	});
	return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
function dialString(address) {
	var number = address.parts.join('.').replace(/\.+$/, '') + '@' + address.domain;
	return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
}

// ----- Disconnect -----

/** CauseTypes of `CallDisconnect` that somebody chose (Cisco's API guides). */
var CHOSEN = /(Local|Remote)(Disconnect|Busy|Reject)/i;
var SSL_LIKE = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i;

/** Classifies the end of a call. */
function classifyDisconnect(end, domains, sslKeywords) {
	var uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
	var type = textOf(end.CauseType).slice(0, 40);
	var text = textOf(end.CauseString).slice(0, 300);
	var cause = withoutSecrets(type + ': ' + text).replace(/^: |: $/g, '') || 'no cause given';
	var scheme = /(sip|spark|h323)s?:/i.exec(uri);
	var wasConnected = Number(textOf(end.Duration)) > 0;
	var isChosen = CHOSEN.test(type);
	var isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || hasKeyword(sslKeywords, text));
	var ignoredReason = isSsl ? '' : notSsl(cause);
	if (wasConnected) ignoredReason = HAD_CONNECTED;
	if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing') ignoredReason = NOT_OURS;
	return {
		callId: idOf(end.CallId),
		address: parseZoomAddress(uri, domains),
		protocol: textOf(end.Protocol) || (scheme && scheme[1]) || '',
		wasConnected: wasConnected,
		wasHungUp: /LocalDisconnect/i.test(type),
		cause: cause,
		ignoredReason: ignoredReason,
		isSuspicious: !isSsl && !isChosen && !wasConnected && SSL_LIKE.test(type + text)
	};
}

/**
 * Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or
 * "hassle".
 */
function hasKeyword(keywords, text) {
	return keywords.some(function (keyword) {
		return new RegExp('(^|[^a-z0-9])' + keyword + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text.toLowerCase());
	});
}

/** Words for the log: addresses, parts with many digits, and all other digits are removed. */
function withoutSecrets(text) {
	return text
		.replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
		.replace(/[^ -~…]|\d/g, '')
		.slice(0, 120);
}

// ----- Phase scope -----

function phaseScope(runtime) {
	/** Another object for every phase. */
	var current = {};
	var timers = {};
	return {
		leave: function () {
			current = {};
			['due', 'look', 'limit'].forEach(function (name) {
				runtime.cancel(timers[name]);
			});
		},
		within: function (run) {
			var asked = current;
			return function (value) {
				if (asked === current) run(value);
			};
		},
		wake: function (timer, milliseconds, run) {
			runtime.cancel(timers[timer]);
			timers[timer] = runtime.after(milliseconds, run);
		}
	};
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

// ----- Invitation -----

/** So many facts are looked at, because a hostile text must not block the codec. */
var MAX_FACTS = 100;

/** So many characters are read before an @. */
var MAX_USER = 90;

/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`, and no tag with a link to Zoom. */
var TAG = /<(?![^<>]*zoom\w*\.)\/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?>/g;
var ENTITY = /&(?:amp;)?(?:#(\d+)|[#\w]+);/g;

/** What means nothing in the middle of a word or a number: characters without a width, and dashes. */
var MEANINGLESS = /[\u00ad\u200b-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** `246813Join by SIP` and `@zoomcrc.comJoin by H.323`. */
var LOST_LINE_BREAK = /(?:\d|\.com|\.us)(?=[A-Z][a-z]+ [a-zA-Z])/g;

/**
 * What stands for 0 to 9, and the last words of labels of passcodes, in the languages of Zoom's invitations.
 */
var WORDS = [
	'０,１,２,３,４,５,６,７,８,９,passcode,password,passwort,kenncode,code secret,mot de passe,acceso,contraseña',
	'acesso,senha,accesso,toegangscode,wachtwoord,dostępu,hasło,parola,lösenord,mật mã,доступа,пароль',
	'パスコード,パスワード,密码,密碼,암호'
]
	.join()
	.split(',');

/** The facts of a text. The first character tells the kind; meeting and passcode for a keypad are groups. */
var FACT = new RegExp(
	[
		// The label of a meeting, and its number.
		/\b(?:meeting)?id\b(?:[^\d@,.:;P]{0,16}[:：])?\W{0,40}(?:\d{3}\W{1,2}\d{3,4}\W{1,2}\d{3,4}(?!\d)|\d{5,40})/,
		// A link, also in the links of mail filters.
		/zoom[^\s"<>]{3,12}[/_f](?:[jsw]|wc|join)(?:[/_]|%(?:25)?2f)\d{5,40}/,
		// `,,98765432109#,,,,*246813#` and `162.255.37.11##98765432109#246813`.
		/(?:,,|\.\d{1,3}##)(\d{5,40})(?:#(?:[,*]*[01]#)*[,*]*(?![01]#)(\d{1,20})(?!\w))?/,
		// The host of an address.
		/@[a-z\d-]+\.[a-z\d.-]*[a-z]/,
		// The label of a passcode, and its value if that is a number.
		/P(?: is)?[^+a-zP\dÀ-\u1fffぁ-\ufeff]{0,40}(?:(?:\d{3}[\s-]\d{3}|\d{1,20})(?![^\s,;)|<"P]{0,9}[a-z\d]))?/,
		// The heading of what is for room systems.
		/\bsip\b|h\.?323/,
		// Services.
		/zoom|webex|microsoft teams|teams\.[lm]|wi-?fi/
	]
		.map(function (kind) {
			return kind.source;
		})
		.join('|'),
	'g'
);

/**
 * Reads the Zoom meetings in a text, as text or HTML: those that a link or an address names, then the others.
 * Each may be there several times, first with the passcode for room systems and phones, last with that for
 * people, if these are numbers. Takes time in proportion to the length of the text, whatever the text is.
 */
function readInvitation(text, domains) {
	var clean = normalized(text);
	var named = [];
	var forRooms = [];
	var forPeople = [];
	var meeting = '';
	/** Whether the passcode of the meeting may follow. */
	var isOpen = false;
	var isZoom = /zoom|sip|h\.?323/.test(clean);
	var isForRooms = false;
	FACT.lastIndex = 0;
	for (var left = MAX_FACTS; left > 0; left -= 1) {
		var found = FACT.exec(clean);
		if (!found) break;
		var fact = found[0];
		var kind = fact.charAt(0);
		var digits = fact.replace(/^z.*\D|\D/g, '');
		if (kind === 'P') {
			// A number at the beginning of another line belongs to a sentence, unless it is alone there.
			var isValue = !/\n/.test(fact) || /^[^\w\n]*(\n|$)/.test(clean.slice(FACT.lastIndex));
			if (meeting && isOpen && isValue)
				(isForRooms ? forRooms : forPeople).push(zoomAddress([meeting, digits]));
			if (digits || /[:：]/.test(fact)) isOpen = false;
		} else if (/[sh]/.test(kind)) {
			isForRooms = isOpen = true;
		} else if (kind === '@' || digits) {
			var address =
				kind === '@'
					? addressAt(clean, found.index, fact, domains)
					: zoomAddress([found[1] || digits, found[2]]);
			var isNamed = /[@z]/.test(kind);
			isZoom = isZoom || isNamed;
			if (!isZoom || !address || !address.meeting) continue;
			(isNamed ? named : forRooms).push(address);
			if (kind === 'z') isForRooms = false;
			if (found[1]) continue;
			meeting = address.meeting;
			isOpen = true;
		} else {
			isZoom = kind === 'z';
			if (!isZoom) meeting = '';
		}
	}
	return named.concat(forRooms, forPeople);
}

function normalized(text) {
	var plain = text
		.replace(TAG, ' ')
		.replace(ENTITY, function (_, code) {
			return code ? String.fromCharCode(Number(code)) : ' ';
		})
		.replace(MEANINGLESS, '')
		.replace(LOST_LINE_BREAK, '$& ')
		.toLowerCase();
	return WORDS.reduce(function (before, word, index) {
		return before.split(word).join(index < 10 ? '' + index : 'P');
	}, plain);
}

/** The address with a host at a place of the text. */
function addressAt(text, place, host, domains) {
	var user = text
		.slice(Math.max(0, place - MAX_USER), place)
		.split(/[^\d.-]/)
		.pop();
	return parseZoomAddress(user + host, domains);
}

// ----- Calendar -----

/** People join from this long before a booking starts until this long after it ends. */
var JOIN_MARGIN_MS = 15 * 60 * 1e3;

/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
var MAX_BOOKINGS = 20;

/** So many characters are read of the text of a booking, and of all texts together. */
var MAX_TEXT = 2e4;
var MAX_TEXTS = 2 * MAX_TEXT;

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since
 * 1970).
 */
function bookedMeetings(current, listed, now, domains) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now) || 0;
	};
	// The list holds the current booking, too.
	var others = listed.filter(function (other) {
		return !current.some(function (_a) {
			var Id = _a.Id;
			return Id && Id === other.Id;
		});
	});
	var left = MAX_TEXTS;
	return current
		.concat(
			others.sort(function (one, other) {
				return distance(one) - distance(other);
			})
		)
		.slice(0, MAX_BOOKINGS)
		.map(function (booking, index) {
			var text = textIn(booking).slice(0, Math.min(left, MAX_TEXT));
			left -= text.length;
			return {
				addresses: readInvitation(text, domains),
				title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
				isNear: index < current.length || isNear(booking, now)
			};
		});
}

function isNear(booking, now) {
	var start = timeOf(booking, 'StartTime');
	var end = timeOf(booking, 'EndTime') || start;
	return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/**
 * Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest
 * booking. Another day's booking of the same meeting has its passcode, but another title, and another host's
 * key.
 */
function completeFromBookings(address, meetings) {
	var found = meetings.filter(function (booked) {
		return booked.addresses.some(function (other) {
			return address.meeting ? other.meeting === address.meeting : booked.isNear && !address.isUnreadable;
		});
	});
	var complete = found.reduce(function (before, booked) {
		return booked.addresses.reduce(function (known, other) {
			if (known.meeting && known.meeting !== other.meeting) return known;
			return withMissingParts(known, booked.isNear ? other : zoomAddress([other.meeting, other.passcode]));
		}, before);
	}, address);
	var near = found.filter(function (booked) {
		return booked.isNear;
	})[0];
	return { address: complete, title: near ? near.title : '' };
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking) {
	return !/^(public)?$/i.test(textOf(booking.Privacy));
}

/** The numbers of its calls, then its text. */
function textIn(booking) {
	return listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
		.map(function (call) {
			return textOf(call.Number).replace(/\s|%20/g, '');
		})
		.concat(textOf(booking.Agenda))
		.join('\n');
}

// ----- Read calendar -----

var CALENDAR_TIMEOUT_MS = 5e3;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What
 * cannot be read in 5 s is left out.
 */
function calendarReader(xapi, runtime, domains) {
	function orNone(answer) {
		return withTimeout(runtime, CALENDAR_TIMEOUT_MS, answer).then(undefined, function (error) {
			runtime.warn(requestFailed('reading the calendar', describeError(error)));
			return [];
		});
	}
	function currentBooking() {
		return readOptional(runtime, CALENDAR_TIMEOUT_MS, xapi.status.get('Bookings Current Id')).then(
			function (id) {
				if (!textOf(id)) return [];
				var found = xapi.command('Bookings Get', { Id: textOf(id) });
				return found.then(function (answer) {
					return listOf(answer && (answer.Booking || answer));
				});
			}
		);
	}
	function listedBookings() {
		var listed = xapi.command('Bookings List', { Days: 2, DayOffset: 0 });
		return listed.then(function (answer) {
			if (!answer) throw new Error('an empty answer');
			return listOf(answer.Booking);
		});
	}
	return function () {
		var read = Promise.all([
			orNone(currentBooking().then(undefined, currentBooking)),
			orNone(listedBookings().then(undefined, listedBookings))
		]);
		return orNone(
			read.then(function (_a) {
				var current = _a[0],
					listed = _a[1];
				return bookedMeetings(current, listed, runtime.now(), domains);
			})
		);
	};
}

// ----- Calls -----

/** Reads the calls of `Status Call`; idle ones are none. */
function readCalls(calls, domains) {
	return listOf(calls)
		.filter(function (call) {
			return call.Status !== 'Idle';
		})
		.map(function (call) {
			var address = parseZoomAddress(textOf(call.CallbackNumber) || call.RemoteNumber, domains);
			return {
				id: idOf(call.id),
				state: stateOf(textOf(call.Status), call.Direction === 'Incoming'),
				meeting: address && address.meeting,
				protocol: textOf(call.Protocol)
			};
		});
}

function stateOf(status, isIncoming) {
	if (status === 'Disconnecting') return 'ending';
	if (/Connected|OnHold|Preserved/.test(status)) return 'connected';
	return isIncoming ? 'ringing in' : 'dialing';
}

/** Whether a call is up or coming up. Calls that ended, and incoming ones that ring, are waited for. */
function isBusy(calls) {
	return calls.some(function (_a) {
		var state = _a.state;
		return state === 'dialing' || state === 'connected';
	});
}

/** The ids of the calls that are connected, on hold or not. */
function connectedIn(calls) {
	return calls
		.filter(function (_a) {
			var state = _a.state;
			return state === 'connected';
		})
		.map(function (_a) {
			var id = _a.id;
			return id;
		});
}

/** Whether a protocol that the codec tells may be the expected one. */
function isProtocol(told, expected) {
	return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}

// ----- Read calls -----

var READ_TIMEOUT_MS = 2e3;

/** Reads the calls. Gives undefined if that fails twice. A message may take a second each way. */
function callReader(xapi, runtime, domains) {
	function readOnce() {
		var read = readOptional(runtime, READ_TIMEOUT_MS, xapi.status.get('Call'));
		return read.then(function (calls) {
			return readCalls(calls, domains);
		});
	}
	/** Codecs sometimes answer with nothing although there are calls: only several such answers are believed. */
	function confirmed(calls) {
		if (calls.length > 0) return calls;
		var reads = Promise.all([readOnce(), readOnce(), readOnce()]);
		return reads.then(function (answers) {
			return (
				answers.filter(function (answer) {
					return answer.length > 0;
				})[0] || []
			);
		});
	}
	return function () {
		return readOnce()
			.then(undefined, readOnce)
			.then(confirmed)
			.then(undefined, function () {
				return undefined;
			});
	};
}

// ----- Context -----

/** How many calls of a kind are remembered. */
var REMEMBERED = 20;

function act(context, effects) {
	context.effects = context.effects.concat(effects);
}

/** Every phase begins with this: what the one before has asked for no longer matters. */
function enter(context, effects) {
	act(context, [['forget']]);
	act(context, effects);
}

/** Writes a line about a meeting, by default about the one under repair. */
function log(context, line, isWarning, address) {
	if (isWarning === undefined) {
		isWarning = false;
	}
	if (address === undefined) {
		address = context.repair.address;
	}
	act(context, [[isWarning ? 'warn' : 'log', shortMeeting(address) + ': ' + line]]);
}

/** Remembers calls once each; those without an id cannot be told apart. */
function remember(context, what, callIds) {
	var more = callIds.filter(function (id) {
		return id && !has(context, what, id);
	});
	context.memory[what] = lastOf(context.memory[what].concat(more));
}

function has(_a, what, callId) {
	var memory = _a.memory;
	return memory[what].indexOf(callId) >= 0;
}

/** The last things of a list that grows. */
function lastOf(list) {
	return list.slice(-REMEMBERED);
}

// ----- Phases -----

/** What the redialer can be doing, what it can learn, and what it can do about it. All of it is data. */
var idle = { name: 'idle' };
var atStart = {
	phase: idle,
	repair: repairOf(zoomAddress([], '')),
	memory: { ended: [], connected: [], redialed: [], redials: [], older: undefined }
};

/** The repair of a join that has just failed. */
function repairOf(address) {
	return { address: address, title: '', hasDialed: false, lineEnds: 0 };
}

// ----- Endings -----

/** The ways in which a repair ends: connected, hung up in the room, another call is active, or an alert. */
var ALERT_MS = 20 * 1e3;

/** How long the line about a redial is shown. */
var LINE_MS = 15 * 1e3;

/** A repair ends without an alert. */
function finish(line, context) {
	var memory = context.memory,
		repair = context.repair;
	log(context, line);
	enter(context, []);
	hideLine(context);
	if (line === CONNECTED) {
		memory.redials = memory.redials.filter(function (made) {
			return made.meeting !== repair.address.meeting;
		});
	}
	return idle;
}

/** Gives up, after a last look at the calls. */
function giveUp(reason, context) {
	enter(context, [['read calls']]);
	return { name: 'giving up', reason: reason };
}

function tellRoom(_a, context) {
	var reason = _a.reason;
	log(context, givingUp(reason, context.settings.showMessages), true);
	enter(context, []);
	hideLine(context);
	act(context, [
		['alert', reason === NO_MEETING ? 'messageNoMeeting' : 'messageNotReached'],
		['wake', 'limit', ALERT_MS]
	]);
	return { name: 'alerting' };
}

function clearAlert(context) {
	enter(context, [['clear', 'Alert']]);
	return idle;
}

function hideLine(context) {
	// Later, it would clear another macro's line.
	if (context.now < context.repair.lineEnds) act(context, [['clear', 'TextLine']]);
	context.repair.lineEnds = 0;
}

// ----- Screen -----

/** A message may take a second each way. */
var REQUEST_TIMEOUT_MS = 2e3;

function screenOf(xapi, runtime) {
	var last = Promise.resolve();
	/** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
	function request(send, failed) {
		var attempt = function () {
			return withTimeout(runtime, REQUEST_TIMEOUT_MS, send());
		};
		last = last.then(attempt).then(undefined, attempt).then(undefined, failed);
	}
	return {
		showLine: function (text) {
			var line = { Text: text, Duration: LINE_MS / 1e3 };
			request(function () {
				return xapi.command('UserInterface Message TextLine Display', line);
			}, ignore);
		},
		showAlert: function (text) {
			var alert = { Title: 'Zoom', Text: text, Duration: ALERT_MS / 1e3 };
			request(
				function () {
					return xapi.command('UserInterface Message Alert Display', alert);
				},
				function (error) {
					runtime.warn(requestFailed('showing the alert', describeError(error)));
				}
			);
		},
		clear: function (what) {
			request(function () {
				return xapi.command('UserInterface Message '.concat(what, ' Clear'), {});
			}, ignore);
		}
	};
}

/** A screen that shows nothing. */
var noScreen = { showLine: ignore, showAlert: ignore, clear: ignore };

// ----- Effects -----

var ERROR_BAD_PARAMETERS = 4;

/** Carries out what the machine decides on a codec, and feeds what comes of it. */
function effectsOn(xapi, runtime, settings, feed) {
	var scope = phaseScope(runtime);
	var screen = settings.showMessages ? screenOf(xapi, runtime) : noScreen;
	var readCalls = callReader(xapi, runtime, settings.zoomDomains);
	var readMeetings = calendarReader(xapi, runtime, settings.zoomDomains);
	/** Another object for every request for the calls: only the answer to the last one is up to date. */
	var lastRead = {};
	function ask(request, then) {
		logRejection(runtime, request.then(scope.within(then)));
	}
	function askForCalls() {
		var mine = {};
		lastRead = mine;
		ask(readCalls(), function (calls) {
			if (mine === lastRead) feed({ type: 'calls', calls: calls });
		});
	}
	return function (effect) {
		switch (effect[0]) {
			case 'log':
			case 'warn':
				return runtime[effect[0]](effect[1]);
			case 'forget':
				return scope.leave();
			case 'wake':
				return scope.wake(effect[1], effect[2], function () {
					return feed({ type: 'timer', timer: effect[1] });
				});
			case 'read calls':
				return askForCalls();
			case 'read bookings':
				return ask(readMeetings(), function (meetings) {
					return feed({ type: 'bookings', meetings: meetings });
				});
			case 'dial':
				return ask(dial(xapi, settings.redialProtocol, effect[1], effect[2]), feed);
			case 'show line':
				return screen.showLine(settings.messageConnecting);
			case 'alert':
				return screen.showAlert(settings[effect[1]]);
			case 'clear':
				return screen.clear(effect[1]);
		}
	};
}

function dial(xapi, protocol, number, title) {
	var call = { Number: number, Protocol: protocol };
	if (title) call.DisplayName = title;
	return xapi.command('Dial', call).then(
		function (answer) {
			return { type: 'dialed', callId: idOf(answer && answer.CallId) };
		},
		function (error) {
			return {
				type: 'refused',
				error: describeError(error),
				isBadParameter: errorCode(error) === ERROR_BAD_PARAMETERS
			};
		}
	);
}

// ----- Repair -----

/**
 * The way of a repair: the pause and the calendar, no call left, `Dial`, and the redial until it connects or
 * ends.
 */
var PAUSE_MS = 5e3;
var CLEARING_TIMEOUT_MS = 8e3;
var DIAL_TIMEOUT_MS = 1e4;
var RINGING_LOOK_MS = 5e3;
var MISSING_LOOK_MS = 2e3;

/** A redial is followed for so long. */
var RINGING_TIMEOUT_MS = 2 * 60 * 1e3;

/** A join failed: repairs it, unless it was redialed often enough. */
function begin(address, end, context) {
	var older = context.memory.older;
	context.repair = repairOf(address);
	log(context, failed(end.callId, end.cause));
	if (!mayRedial(context)) return giveUp(UNREACHABLE, context);
	// A redial from before a restart is not remembered: repairing it could go on for ever.
	var isOlder = !older || older.indexOf(end.callId) >= 0;
	if (isOlder && isProtocol(end.protocol, context.settings.redialProtocol)) {
		return giveUp(MAYBE_REDIAL, context);
	}
	var gathering = gather(undefined, context.settings.redialDelaySeconds * 1e3, context);
	act(context, [['read bookings']]);
	return gathering;
}

function gather(meetings, pause, context) {
	enter(context, [['read calls'], ['wake', 'due', pause]]);
	return { name: 'gathering', isDue: false, meetings: meetings };
}

/** Redials as soon as the pause is over, and the passcode known or not to be found. */
function gathered(phase, context) {
	var repair = context.repair;
	var _a = repair.address,
		meeting = _a.meeting,
		passcode = _a.passcode;
	if (!phase.isDue || !(phase.meetings || (meeting && passcode))) return phase;
	var complete = completeFromBookings(repair.address, phase.meetings || []);
	repair.address = complete.address;
	repair.title = complete.title || repair.title;
	if (!dialString(repair.address)) return giveUp(NO_MEETING, context);
	return mayRedial(context) ? clear(context) : giveUp(UNREACHABLE, context);
}

function clear(context) {
	enter(context, [['read calls'], ['wake', 'limit', CLEARING_TIMEOUT_MS]]);
	return { name: 'clearing', isRinging: false, isExtended: false };
}

/** Dials in the same turn in which there are no calls. */
function redial(context) {
	var memory = context.memory,
		repair = context.repair,
		settings = context.settings;
	var _a = repair.address,
		meeting = _a.meeting,
		passcode = _a.passcode;
	memory.redials = memory.redials.concat({ meeting: meeting, at: context.now });
	repair.hasDialed = true;
	log(context, redialing(settings.redialProtocol, passcode !== ''));
	enter(context, [
		['dial', dialString(repair.address), repair.title],
		['wake', 'look', DIAL_TIMEOUT_MS]
	]);
	return { name: 'dialing', ends: [] };
}

function dialed(phase, callId, context) {
	if (!callId) return phase;
	var end = phase.ends.filter(function (one) {
		return one.callId === callId;
	})[0];
	if (end) return ended(phase, end, end.cause, context);
	return has(context, 'connected', callId) ? finish(CONNECTED, context) : ring(callId, phase.ends, context);
}

function refused(phase, refusal, context) {
	var memory = context.memory,
		repair = context.repair;
	if (!refusal.isBadParameter || !repair.title) return ended(phase, undefined, refusal.error, context);
	log(context, WITHOUT_NAME, true);
	// The rejected `Dial` does not count. It may have taken seconds, so the calls are read again.
	memory.redials = memory.redials.slice(0, -1);
	repair.title = '';
	return clear(context);
}

/** `Dial` is not answered: if it was carried out, its call is there, or has ended meanwhile. */
function searched(phase, calls, context) {
	if (redialAmong(calls, context)) return follow(calls, context);
	var ends = phase.ends.filter(function (end) {
		return mayBeRedial(end, context);
	});
	var end = ends[ends.length - 1];
	return ended(phase, end, end ? end.cause : NO_ANSWER, context);
}

/**
 * The redial has ended, as far as can be told: it had connected, or was hung up, or failed. People who hung
 * up another call to the meeting meanwhile do not want a redial either.
 */
function ended(phase, end, cause, context) {
	if (end && (end.wasConnected || has(context, 'connected', end.callId))) return finish(CONNECTED, context);
	var isCanceled = phase.ends.some(function (one) {
		return one.wasHungUp && (one === end || isSame(one, context));
	});
	return isCanceled ? finish(HUNG_UP, context) : tryAgain(cause, context);
}

/** A call is up or coming up: the redial after all, or another one. */
function follow(calls, context) {
	var own = redialAmong(calls, context);
	if (own && own.state === 'dialing') return ring(own.id, [], context);
	return finish(own ? CONNECTED : OTHER_CALL, context);
}

/** A redial is a call: follows it to its end. */
function ring(callId, ends, context) {
	remember(context, 'redialed', [callId]);
	enter(context, [
		['wake', 'look', RINGING_LOOK_MS],
		['wake', 'limit', RINGING_TIMEOUT_MS]
	]);
	return { name: 'ringing', callId: callId, ends: ends, isMissing: false };
}

function lookedAt(phase, calls, isRead, context) {
	var own = calls.filter(function (_a) {
		var id = _a.id,
			state = _a.state;
		return id === phase.callId && state !== 'ending';
	})[0];
	if (own && own.state === 'connected') return finish(CONNECTED, context);
	if (connectedIn(calls).length > 0) return finish(OTHER_CALL, context);
	// Missing once, its end may still be reported.
	if (isRead && !own && phase.isMissing) return giveUp(UNREACHABLE, context);
	phase.isMissing = !own;
	act(context, [['wake', 'look', own ? RINGING_LOOK_MS : MISSING_LOOK_MS]]);
	return phase;
}

/** The redial failed: redials after a pause, or gives up. */
function tryAgain(cause, context) {
	log(context, redialFailed(cause), true);
	return mayRedial(context) ? gather([], PAUSE_MS, context) : giveUp(UNREACHABLE, context);
}

function mayRedial(context) {
	var limit = context.settings.maxRedials;
	var isAllowed = hasBudget(context.memory.redials, context.repair.address.meeting, limit);
	if (!isAllowed) log(context, limitReached(limit), true);
	return isAllowed;
}

function redialAmong(calls, _a) {
	var repair = _a.repair,
		settings = _a.settings;
	return calls.filter(function (_a) {
		var state = _a.state,
			meeting = _a.meeting,
			protocol = _a.protocol;
		return (
			repair.hasDialed &&
			meeting === repair.address.meeting &&
			isProtocol(protocol, settings.redialProtocol) &&
			(state === 'dialing' || state === 'connected')
		);
	})[0];
}

/** Whether a call that ended is the redial. */
function isRedial(_a, end, context) {
	var callId = _a.callId;
	return end.callId ? end.callId === callId : mayBeRedial(end, context);
}

/** Whether a call that ended may be the redial, whose id is not known. */
function mayBeRedial(end, context) {
	return isSame(end, context) && isProtocol(end.protocol, context.settings.redialProtocol);
}

/** Whether a call that ended led to the meeting under repair. */
function isSame(_a, _b) {
	var address = _a.address;
	var repair = _b.repair;
	return address !== undefined && address.meeting === repair.address.meeting;
}

// ----- Machine -----

/**
 * The redialer's decisions: what an event means in a phase. Pure; redialer.ts carries the effects out.
 * Every repair ends in one of four ways: see endings.ts.
 */
var CLEARING_LOOK_MS = 250;

/** How much longer a call may ring. */
var INCOMING_TIMEOUT_MS = 52e3;

/** The step that an event makes. `now` is in milliseconds, on a clock that never goes back. */
function next(before, event, now, settings) {
	var context = {
		now: now,
		settings: settings,
		repair: copyOf(before.repair),
		memory: copyOf(before.memory),
		effects: []
	};
	context.memory.redials = recentRedials(before.memory.redials, now);
	var phase = afterEvent(copyOf(before.phase), event, context);
	return { phase: phase, repair: context.repair, memory: context.memory, effects: context.effects };
}

function afterEvent(phase, event, context) {
	switch (event.type) {
		case 'tick':
			return phase;
		case 'started':
			context.memory.older = event.calls.map(function (call) {
				return call.id;
			});
			remember(context, 'connected', connectedIn(event.calls));
			return phase;
		case 'ended':
			return callEnded(phase, event.end, context);
		case 'connected':
			return callConnected(phase, event.callId, context);
		case 'calls':
			return callsRead(phase, event.calls, context);
		case 'timer':
			return timerRang(phase, event.timer, context);
		case 'bookings':
			if (phase.name !== 'gathering') return phase;
			phase.meetings = event.meetings;
			return gathered(phase, context);
		case 'dialed':
			return phase.name === 'dialing' ? dialed(phase, event.callId, context) : phase;
		case 'refused':
			return phase.name === 'dialing' ? refused(phase, event, context) : phase;
	}
}

function callConnected(phase, callId, context) {
	// Reports come more than once, and each look at the calls takes several requests.
	var isKnown = has(context, 'connected', callId);
	remember(context, 'connected', [callId]);
	if (phase.name === 'idle') return phase;
	if (phase.name === 'alerting') return clearAlert(context);
	if (phase.name === 'ringing' && phase.callId === callId) return finish(CONNECTED, context);
	// Another call, or a redial whose id is not known: nothing is shown over either, and the calls tell which it
	// is.
	hideLine(context);
	if (phase.name !== 'dialing' && !isKnown) act(context, [['read calls']]);
	return phase;
}

function callEnded(phase, end, context) {
	if (has(context, 'ended', end.callId)) return phase;
	remember(context, 'ended', [end.callId]);
	// A call that rings is the redial of this repair, which no other failure may replace.
	var isRedialOut = phase.name === 'dialing' || phase.name === 'ringing';
	if (isRedialOut) phase.ends = lastOf(phase.ends.concat(end));
	if (phase.name === 'ringing' && isRedial(phase, end, context)) return ended(phase, end, end.cause, context);
	var address = end.address;
	if (!address) return phase;
	var isOfRepair = isActive(phase) && isSame(end, context);
	// Whether it is the redial is not known before `Dial` is answered.
	if (isOfRepair && phase.name === 'dialing') return phase;
	var connected = has(context, 'connected', end.callId) ? HAD_CONNECTED : '';
	// Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
	var isNoJoin = !address.meeting || has(context, 'redialed', end.callId);
	var isSecond = isOfRepair || isRedialOut || (isActive(phase) && isNoJoin);
	var reason = end.ignoredReason || connected || (isSecond ? IN_PROGRESS : '');
	if (reason) {
		log(context, ignored(end.callId, reason), end.isSuspicious, address);
		var isOver = isOfRepair && end.wasHungUp && phase.name !== 'ringing';
		return isOver ? finish(HUNG_UP, context) : phase;
	}
	// What people see of one join disappears when another one fails.
	if (phase.name === 'alerting') clearAlert(context);
	if (isActive(phase)) finish(OTHER_CALL, context);
	return begin(address, end, context);
}

/** `read` is undefined if the calls cannot be read. */
function callsRead(phase, read, context) {
	var calls = (read || []).filter(function (call) {
		return !has(context, 'ended', call.id);
	});
	var isRead = read !== undefined;
	remember(context, 'connected', connectedIn(calls));
	if (!isActive(phase)) return phase;
	if (phase.name === 'ringing') return lookedAt(phase, calls, isRead, context);
	if (phase.name === 'dialing') return searched(phase, calls, context);
	var earlier = calls.filter(function (call) {
		return isEarlierRedial(call, context);
	})[0];
	if (
		isBusy(
			calls.filter(function (call) {
				return call !== earlier;
			})
		)
	)
		return follow(calls, context);
	// No alert over a call that rings. If that call fails, an alert follows.
	if (phase.name === 'giving up') {
		return earlier ? ring(earlier.id, [], context) : tellRoom(phase, context);
	}
	if (phase.name === 'clearing') {
		if (read && read.length === 0) return redial(context);
		phase.isRinging = calls.some(function (call) {
			return call.state !== 'ending';
		});
		act(context, [['wake', 'look', CLEARING_LOOK_MS]]);
	}
	// Again in each gathering, because the line disappears after a while.
	if (isRead && (phase.name === 'gathering' || !context.repair.lineEnds)) {
		act(context, [['show line']]);
		context.repair.lineEnds = context.now + LINE_MS;
	}
	return phase;
}

/** A redial of an earlier repair that still rings is waited for, as incoming calls are. */
function isEarlierRedial(_a, context) {
	var id = _a.id,
		state = _a.state;
	return state === 'dialing' && !context.repair.hasDialed && has(context, 'redialed', id);
}

function timerRang(phase, timer, context) {
	if (!isActive(phase)) return idle;
	if (phase.name === 'gathering') {
		phase.isDue = true;
		return gathered(phase, context);
	}
	if (timer === 'limit' && phase.name === 'clearing') return notCleared(phase, context);
	if (timer === 'limit' && phase.name === 'ringing') {
		if (phase.isMissing) return giveUp(UNREACHABLE, context);
		return finish(OTHER_CALL, context);
	}
	act(context, [['read calls']]);
	return phase;
}

function notCleared(phase, context) {
	if (!phase.isRinging || phase.isExtended) return giveUp(NOT_CLEARED, context);
	phase.isExtended = true;
	act(context, [['wake', 'limit', INCOMING_TIMEOUT_MS]]);
	return phase;
}

/** A copy, one level deep. */
function copyOf(value) {
	var copy = {};
	// Nothing in a state has a prototype of its own, so these are all of its keys.
	Object.keys(value).forEach(function (key) {
		return (copy[key] = value[key]);
	});
	return copy;
}

function isActive(phase) {
	return phase.name !== 'idle' && phase.name !== 'alerting';
}

// ----- Redialer -----

var TICK_MS = 30 * 1e3;

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
var AFTER_START_MS = 60 * 1e3;

/** Feeds events to the state machine, which decides, and has its effects carried out. */
function createRedialer(xapi, runtime, settings) {
	var now = steadyClock(runtime);
	var state = atStart;
	var isTicking = false;
	/** If anything throws in here, the macro is idle afterwards and reacts to the next failure. */
	var feed = guardListener(runtime, function (event) {
		var before = state;
		state = { phase: idle, repair: before.repair, memory: before.memory };
		var step = next(before, event, now(), settings);
		step.effects.forEach(carryOut);
		state = step;
		if (state.memory.redials.length > 0) keepTime();
	});
	var carryOut = effectsOn(xapi, runtime, settings, feed);
	/** The steady clock needs to be read as long as redials count. */
	function keepTime() {
		if (isTicking) return;
		isTicking = true;
		runtime.after(TICK_MS, function () {
			isTicking = false;
			feed({ type: 'tick' });
		});
	}
	void callReader(xapi, runtime, settings.zoomDomains)().then(function (calls) {
		if (calls) feed({ type: 'started', calls: calls });
		else {
			runtime.after(AFTER_START_MS, function () {
				feed({ type: 'started', calls: [] });
			});
		}
	});
	return {
		callEnded: function (report) {
			feed({ type: 'ended', end: classifyDisconnect(report, settings.zoomDomains, settings.sslKeywords) });
		},
		callConnected: function (report) {
			feed({ type: 'connected', callId: idOf(report.CallId) });
		}
	};
}

// ----- Shared by macros: word list -----

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
function wordsMatching(pattern) {
	return function (text, reject) {
		var words = text
			.split(/[,;]/)
			.map(function (word) {
				return word.trim();
			})
			.filter(function (word) {
				return word !== '';
			});
		var accepted = words.filter(function (word) {
			return pattern.test(word);
		});
		if (accepted.length === 0) return undefined;
		words.forEach(function (word) {
			if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
		});
		return accepted;
	};
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us',
		words: 'domains',
		parse: wordsMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		parse: wordsMatching(/^[a-z0-9 ]{2,40}$/)
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
		maxLength: 255
	}
};

// ----- Start -----

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var redialer = createRedialer(xapi, runtime, settings);
	xapi.event.on('CallDisconnect', guardListener(runtime, redialer.callEnded));
	xapi.event.on('CallSuccessful', guardListener(runtime, redialer.callConnected));
	runtime.log(ready(version, settings.zoomDomains, settings.redialProtocol));
	if (settings.redialProtocol !== 'Spark') return;
	var checked = xapi.status.get('Webex Status').then(function (status) {
		// A codec that is still registering, or has no such status, is no reason to warn.
		if (status && !/Register/.test(status)) runtime.warn(notRegistered(status));
	}, ignore);
	logRejection(runtime, checked);
}

// ----- Main -----

start(xapi, codecRuntime, given);
